"""Small documents of each genre, with what a reader sees in them.

They are written for these tests, in the shapes that archives and crawlers leave.
"""

from __future__ import annotations

from textwrap import dedent

import pytest

from corpus_cli.model import Document, RawDocument
from corpus_cli.parsing import parse


def read(text: str) -> Document:
    return parse(RawDocument("x", text, "x.txt", len(text.encode())))


def page(text: str) -> Document:
    return read(dedent(text).lstrip("\n"))


def kinds(document: Document, *wanted: str) -> list[tuple[str, str]]:
    return [
        (b.kind, " ".join(document.slice(b).split())) for b in document.leaves if b.kind in wanted
    ]


def tree(document: Document) -> list[tuple[str | None, int | None, str | None]]:
    return [(c.address, c.depth, c.author) for c in document.comments]


def texts(document: Document, address: str) -> list[str]:
    skip = ("byline", "date", "other", "boilerplate", "blank")
    return [
        " ".join(document.slice(b).split())
        for b in document.leaves
        if b.parent == address and b.kind not in skip
    ]


LONG = (
    "The committee met for the third time this year and came to no conclusion, which surprised"
    " nobody who had followed its work since the spring, when the first of its reports was late."
)

# --- mailing lists --------------------------------------------------------------------------------


def test_pipermail_page_with_quoting_and_signature() -> None:
    document = page("""
        [Baking] Rye that does not rise

        Jane Doe jane at example.org
        Mon Mar  7 21:03:11 CET 2011

          • Previous message: [Baking] Flour
          • Next message: [Baking] Rye that does not rise
          • Messages sorted by: [ date ] [ thread ] [ subject ] [ author ]

        Hello all,

        I have the same trouble with every loaf that I bake from rye, and the
        starter is lively enough to lift the lid off its jar.

        On Sun, Mar 6, 2011 at 8:15 PM, Karl Roe <karl at example.com> wrote:
        > Mine does not rise either, and I have tried three kinds of flour in
        > as many weeks.
        >
        > > Somebody asked whether the water matters.
        >
        > It does not.

        Try less salt.

        --
        Jane Doe
        Bakers' Guild

        _______________________________________________
        Baking mailing list
        Baking at example.org
        """)
    assert document.kind == "mail"
    assert document.list == "Baking"
    assert document.title == "Rye that does not rise"
    assert document.author == "Jane Doe"
    assert document.date == "2011-03-07T21:03:11+01:00"
    assert kinds(document, "quote") == [
        (
            "quote",
            "> Mine does not rise either, and I have tried three kinds of flour in"
            " > as many weeks.",
        ),
        ("quote", "> > Somebody asked whether the water matters."),
        ("quote", "> It does not."),
    ]
    quotes = [b for b in document.leaves if b.kind == "quote"]
    assert [b.depth for b in quotes] == [1, 2, 1]
    assert (quotes[0].author, quotes[0].date) == ("Karl Roe", "2011-03-06T20:15")
    assert quotes[1].author is None
    assert kinds(document, "signature")
    assert [unit.text for unit in document.units() if unit.address == "p5"] == [
        "I have the same trouble with every loaf that I bake from rye, and the starter is lively"
        " enough to lift the lid off its jar."
    ]
    assert not document.comments


def test_quotation_units_leave_the_marks_out() -> None:
    document = page("""
        [Baking] Salt

        Mon Mar  7 21:03:11 CET 2011

        Karl Roe wrote:
        > the first line of it
        > and the second line
        """)
    assert "the first line of it and the second line" in [unit.text for unit in document.units()]


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        (
            "On Fri, Feb 19, 2016 at 6:11 AM, Jane Doe <jane at example.org> wrote:",
            "Jane Doe",
            "2016-02-19T06:11",
        ),
        ("On 19 February 2016, Jane Doe wrote:", "Jane Doe", "2016-02-19"),
        ("Jane Doe wrote:", "Jane Doe", None),
        ("Am 19.02.2016 um 06:11 schrieb Jane Doe:", "Jane Doe", "2016-02-19T06:11"),
        ("Le 19 février 2016 à 06:11, Jane Doe a écrit :", "Jane Doe", "2016-02-19T06:11"),
        ("El 19 de febrero de 2016, Jane Doe escribió:", "Jane Doe", "2016-02-19"),
        ('"Doe, Jane" <jane@example.org> writes:', "Doe, Jane", None),
        ("Jane Doe píše v Út 19. 02. 2016 v 06:11 +0100:", "Jane Doe", "2016-02-19T06:11+01:00"),
        (
            '19.02.2016 06:11 пользователь "Jane Doe" < j@x.org> написал:',
            "Jane Doe",
            "2016-02-19T06:11",
        ),
        ("Yesterday at 15:02, Jane Doe wrote:", "Jane Doe", None),
    ],
)
def test_attribution_lines(line: str, author: str, date: str | None) -> None:
    document = read(f"[L] Subject\n\nMon Mar  7 21:03:11 CET 2011\n\n{line}\n> quoted\n\nanswer\n")
    quote = next(b for b in document.leaves if b.kind == "quote")
    assert (quote.author, quote.date) == (author, date)
    assert ("byline", line) in kinds(document, "byline")


def quoted(body: str) -> list[tuple[str, int | None, str | None, str]]:
    raw = RawDocument("x", dedent(body).lstrip("\n"), "x", 1, kind="mail")
    document = parse(raw)
    return [
        (b.kind, b.depth, b.author, " ".join(document.slice(b).split()))
        for b in document.leaves
        if b.kind not in ("blank", "other")
    ]


def test_an_author_holds_for_what_is_quoted_behind_answers() -> None:
    assert quoted("""
        Jane Doe wrote:
        > one

        answer

        > two

        As Karl says here:
        > three

        Ann Poe wrote:
        > four
        """) == [
        ("byline", None, "Jane Doe", "Jane Doe wrote:"),
        ("quote", 1, "Jane Doe", "> one"),
        ("paragraph", None, None, "answer"),
        ("quote", 1, "Jane Doe", "> two"),
        ("paragraph", None, None, "As Karl says here:"),
        ("quote", 1, None, "> three"),
        ("byline", None, "Ann Poe", "Ann Poe wrote:"),
        ("quote", 1, "Ann Poe", "> four"),
    ]


def test_an_attribution_below_a_line_of_text_is_a_leaf_of_its_own() -> None:
    assert quoted("""
        Hello
        On 19 February 2016, Jane
        Doe <jane@example.org> wrote:
        > text
        """)[:2] == [
        ("paragraph", None, None, "Hello"),
        ("byline", None, "Jane Doe", "On 19 February 2016, Jane Doe <jane@example.org> wrote:"),
    ]


def test_a_quoted_attribution_may_stand_as_deep_as_what_it_is_about() -> None:
    assert quoted("""
        Hello

        > On 22 Aug 2015, at 19:21, Jane Doe <jane@example.org> wrote:
        >
        > Hi there!
        """)[1:] == [
        ("byline", 1, "Jane Doe", "> On 22 Aug 2015, at 19:21, Jane Doe <jane@example.org> wrote:"),
        ("quote", 1, "Jane Doe", "> Hi there!"),
    ]


def test_an_attribution_below_a_signature_is_none_of_it() -> None:
    assert [
        kind
        for kind, *_ in quoted("""
        Hello

        --
        Jane

        On 3 April 2012, Karl Roe wrote:
        > Hello
        """)
    ] == ["paragraph", "signature", "byline", "quote"]


def test_a_footer_behind_two_dashes_is_no_signature() -> None:
    assert [
        kind
        for kind, *_ in quoted("""
        Hello

        --
        Talk mailing list -- talk@example.org
        To unsubscribe send an email to talk-leave@example.org
        """)
    ] == ["paragraph", "boilerplate"]


@pytest.mark.parametrize(
    "tag", ["PATCH", "PATCH v2 3/5", "RFC PATCH net-next", "SOLVED", "#12345", "ANN"]
)
def test_brackets_before_a_subject_that_name_no_list(tag: str) -> None:
    document = parse(RawDocument("x", f"[{tag}] a\n\nb", "x", 1, title=f"[{tag}] a", kind="mail"))
    assert (document.title, document.list) == (f"[{tag}] a", None)
    assert [block.kind for block in document.leaves] == ["title", "blank", "paragraph"]


def test_saved_message_with_fields() -> None:
    document = page("""
        From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
        To: list@example.org
        Subject: Re: [History] The bridge,
          and who built it
        Date: Fri, 19 Feb 2016 06:11:39 -0700

        It was built in 1911.
        """)
    assert document.kind == "mail"
    assert document.title == "Re: The bridge, and who built it"
    assert document.list == "History"
    assert document.date == "2016-02-19T06:11:39-07:00"
    assert kinds(document, "paragraph") == [("paragraph", "It was built in 1911.")]


def test_brackets_do_not_make_mail() -> None:
    document = page(f"""
        [Video] How to tune a piano

        {LONG}

        {LONG}
        """)
    assert document.kind == "article"
    assert document.title == "[Video] How to tune a piano"
    assert document.list is None


# --- articles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("von Peter Addor", "Peter Addor"),
        ("Par Jeanne Dupont", "Jeanne Dupont"),
        ("Por Rodrigo Mejías", "Rodrigo Mejías"),
        ("Door Jan de Vries", "Jan de Vries"),
        ("Jane Doe", "Jane Doe"),
        ("Staff writers", "Staff writers"),
        ("By Jane Doe | April 3, 2019", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
    ],
)
def test_bylines(byline: str, author: str) -> None:
    document = read(f"The bridge that nobody wanted to build\n\n{byline}\n\n{LONG}\n\n{LONG}\n")
    assert document.title == "The bridge that nobody wanted to build"
    assert document.author == author
    assert ("byline", byline) in kinds(document, "byline")


@pytest.mark.parametrize(
    "line",
    [
        "From the archive, a story about bridges",
        "By the time it opened, the town had gone",
        "Von hier aus sieht man die Brücke",
    ],
)
def test_lines_that_are_no_bylines(line: str) -> None:
    assert read(f"The bridge that nobody wanted\n\n{line}\n\n{LONG}\n\n{LONG}\n").author is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("April 3, 2019", "2019-04-03"),
        ("3 April 2019", "2019-04-03"),
        ("Thursday, November 9, 2023 4:41AM", "2023-11-09T04:41"),
        ("Posted on June 1st, 2008 at 3:12 pm", "2008-06-01T15:12"),
        ("6. Dezember 2022", "2022-12-06"),
        ("Veröffentlicht am 13. März 2019", "2019-03-13"),
        ("05.11.2021, 08:02 Uhr", "2021-11-05T08:02"),
        ("Publié le 19 février 2020", "2020-02-19"),
        ("2019-04-03", "2019-04-03"),
        ("2019-04-03T12:30:00Z", "2019-04-03T12:30:00+00:00"),
    ],
)
def test_date_lines(line: str, date: str) -> None:
    document = read(f"The bridge that nobody wanted to build\n\n{line}\n\n{LONG}\n\n{LONG}\n")
    assert document.date == date
    assert ("date", line) in kinds(document, "date")


def test_no_date_from_running_text() -> None:
    document = read(
        f"A title of several words here\n\nOn 3 April 2019 the bridge fell. {LONG}\n\n{LONG}\n"
    )
    assert document.date is None


def test_headings_lists_and_captions_of_an_article() -> None:
    document = page(f"""
        How to bake bread at home

        {LONG}

        What you need

        {LONG}

          • 500 g of flour
          • 300 ml of water
          • salt

        What to do

          1. Mix everything.
          2. Wait for an hour.
          3. Bake it for forty minutes.

        Photo: Jane Doe

        {LONG}
        """)
    assert kinds(document, "heading") == [("heading", "What you need"), ("heading", "What to do")]
    assert len(kinds(document, "list_item")) == 6
    assert [b.number for b in document.leaves if b.kind == "list_item"] == [None] * 3 + [1, 2, 3]
    assert kinds(document, "caption") == [("caption", "Photo: Jane Doe")]
    assert not document.comments


def test_numbered_tips_of_several_paragraphs_are_no_thread() -> None:
    tips = "".join(f"  {n}. {LONG}\n\n    {LONG}\n\n" for n in range(1, 6))
    document = read(f"Five things to know about bridges\n\n{LONG}\n\n{tips}{LONG}\n")
    assert not document.comments
    assert [b.number for b in document.leaves if b.kind == "list_item"] == [1, 2, 3, 4, 5]


def test_table_of_contents_and_menus_are_no_thread() -> None:
    menu = "".join(
        f"  • Section {n}\n" + "".join(f"    • Part {n}.{m}\n" for m in range(3)) for n in range(5)
    )
    document = read(f"{menu}\nThe bridge that nobody wanted to build\n\n{LONG}\n\n{LONG}\n")
    assert not document.comments
    assert document.title == "The bridge that nobody wanted to build"


def test_dates_in_text_and_dashes_are_no_list() -> None:
    document = page("""
        Ein Titel aus mehreren Worten

        3. Oktober ist ein Feiertag, an dem die Geschäfte geschlossen bleiben, wie man lesen kann.

        – So ist es, sagte er und ging hinaus in den Regen, der nicht aufgehört hatte seit dem Tag.
        """)
    assert not kinds(document, "list_item")


def test_block_quotation_opened_on_every_paragraph() -> None:
    document = page(f"""
        The letter that changed nothing at all

        {LONG}

        “The first paragraph of the letter is opened.

        “The second is opened too, and not closed.

        “The last one is closed.”

        {LONG}
        """)
    assert [text for _, text in kinds(document, "quote")] == [
        "“The first paragraph of the letter is opened.",
        "“The second is opened too, and not closed.",
        "“The last one is closed.”",
    ]


# --- comment threads ------------------------------------------------------------------------------


def test_wordpress_thread_with_replies_and_a_typed_list() -> None:
    document = page(f"""
        The bridge that nobody wanted to build

        {LONG}

        3 thoughts on “The bridge that nobody wanted to build”

          1. Bob Roe says:
            April 4, 2019 at 3:12 pm

            Great post, I liked it.

            What I would add:

            • the height
            • the weight

            and that is all.

            Reply
            1. Jane Doe says:
              April 5, 2019 at 1:00 am

              Thanks Bob!

              Reply
          2. Al says:

            Line one
            line two

        Leave a Reply
        """)
    assert tree(document) == [("c1", 0, "Bob Roe"), ("c1.1", 1, "Jane Doe"), ("c2", 0, "Al")]
    assert [c.date for c in document.comments] == ["2019-04-04T15:12", "2019-04-05T01:00", None]
    assert texts(document, "c1") == [
        "Great post, I liked it.",
        "What I would add:",
        "• the height",
        "• the weight",
        "and that is all.",
    ]
    assert texts(document, "c2") == ["Line one", "line two"]
    assert ("boilerplate", "Reply") in kinds(document, "boilerplate")
    assert document.title == "The bridge that nobody wanted to build"


def test_replies_six_levels_deep() -> None:
    replies = "".join(
        f"{'  ' * level}{'1.' if level == 1 else '•'} Answer {level} says something of length.\n\n"
        f"{'  ' * level}  And goes on a little.\n\n"
        for level in range(1, 8)
    )
    document = read(f"Title of the page here\n\n{LONG}\n\nComments (7)\n\n{replies}")
    assert [c.depth for c in document.comments] == [0, 1, 2, 3, 4, 5, 6]
    assert document.comments[-1].address == "c1.1.1.1.1.1.1"


@pytest.mark.parametrize(
    ("heading", "first", "second", "author"),
    [
        ("4 Antworten", "Borchert sagt:", "Moritz sagt:", "Borchert"),
        ("2 commentaires", "Jean Valjean a dit :", "Cosette a dit :", "Jean Valjean"),
        ("2 comentarios", "María dijo:", "José dijo:", "María"),
        ("2 reacties", "Jan schreef:", "Piet schreef:", "Jan"),
        ("Комментарии (2)", "Иван пишет:", "Ольга пишет:", "Иван"),
        ("2件のコメント", "太郎 より:", "花子 より:", "太郎"),
        (
            "2 Responses to “Title of the page”",
            "Ann said, on August 3, 2019 at 3:12 pm",
            "Bo said, on August 4, 2019 at 9:00 am",
            "Ann",
        ),
    ],
)
def test_threads_in_other_languages(heading: str, first: str, second: str, author: str) -> None:
    document = read(
        f"Title of the page\n\n{LONG}\n\n{heading}\n\n"
        f"  1. {first}\n\n    One word.\n\n  2. {second}\n\n    Two words.\n"
    )
    assert [c.author for c in document.comments][:1] == [author]
    assert [c.depth for c in document.comments] == [0, 0]


def test_author_and_date_below_the_text() -> None:
    document = page(f"""
        Deux ans et demi plus tard au village

        {LONG}

        Vos réactions (2)

          • très bien vos infos.

            gabriel sempéré Le 11 septembre 2018 à 12:57

            • Articles très bien faits et utiles.

              lebrec jacques Le 13 septembre 2019 à 22:30
            •

          • belle france

            un citoyen Le 7 décembre 2019 à 13:45
        """)
    assert tree(document) == [
        ("c1", 0, "gabriel sempéré"),
        ("c1.1", 1, "lebrec jacques"),
        ("c2", 0, "un citoyen"),
    ]
    assert document.comments[0].date == "2018-09-11T12:57"


def test_thread_without_markers() -> None:
    document = page(f"""
        The bridge that nobody wanted to build

        {LONG}

        2 comments:

        Bob said...

        Nice post

        April 3, 2019 at 3:12 PM

        Ann said...

        Second

        more

        April 4, 2019 at 3:12 PM

        Post a Comment
        """)
    assert tree(document) == [("c1", 0, "Bob"), ("c2", 0, "Ann")]
    assert [c.date for c in document.comments] == ["2019-04-03T15:12", "2019-04-04T15:12"]
    assert texts(document, "c2") == ["Second", "more"]


def test_thread_whose_first_comments_are_lost() -> None:
    document = page(f"""
        The bridge that nobody wanted to build

        {LONG}

        9 Comments

          7. I walked over it once, and it shook.

          9. It was never painted, as far as I know.
        """)
    assert [c.number for c in document.comments] == [7, 9]
    assert [c.address for c in document.comments] == ["c1", "c2"]


# --- other scripts and sizes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "language"),
    [
        (
            "حلب تحترق والعالم صامت",
            "قال سكان المدينة إن القصف لم يتوقف منذ أيام، وإن الناس يعيشون في الأقبية"
            " دون ماء أو كهرباء، ولا أحد يعرف متى ينتهي هذا كله. " * 2,
            "ar",
        ),
        (
            "Мост, который никто не хотел строить",
            "Комиссия собралась в третий раз за этот год и снова не пришла ни к"
            " какому решению, что никого не удивило в городе, который давно ждал. " * 2,
            "ru",
        ),
        (
            "没有人想要建造的桥",
            "委员会今年第三次开会，仍然没有得出任何结论，这并没有让任何人感到惊讶，因为大家都知道它的第一份报告就已经迟到了，而且没有人愿意承担责任。"
            * 3,
            "zh",
        ),
    ],
)
def test_other_scripts(title: str, body: str, language: str) -> None:
    document = read(f"{title}\n\n{body}\n\n{body}\n")
    assert document.title == title
    assert document.language == language
    assert document.paragraphs == 2


def test_small_documents() -> None:
    empty = read("")
    assert (empty.kind, empty.title, empty.title_inferred, empty.words, empty.blocks) == (
        None,
        None,
        False,
        0,
        (),
    )
    word = read("Aleppo")
    assert (word.words, word.shown_title) == (1, "Aleppo")
    assert read("one line, no end").text == "one line, no end"


def test_one_line_of_five_megabytes() -> None:
    document = read("word " * 1_000_000)
    assert document.title is None
    assert document.title_inferred
    assert document.shown_title.startswith("word word")
    assert len(document.shown_title) <= 61


def test_windows_line_ends() -> None:
    document = read(f"A title of several words\r\n\r\n{LONG}\r\n\r\n{LONG}\r\n")
    assert document.title == "A title of several words"
    assert document.paragraphs == 2
    assert not any("\r" in unit.text for unit in document.units())


def test_notices_of_links_are_no_comments() -> None:
    document = page(f"""
        The bridge that nobody wanted to build

        {LONG}

        3 Comments

          1. Bob Roe says:

            I walked over it once, and it shook.

          2. Pingback: Another page about bridges

          3. •

          4. Al says:

            So did I.
        """)
    assert tree(document) == [("c1", 0, "Bob Roe"), ("c2", 0, "Al")]
    assert [comment.number for comment in document.comments] == [1, 4]


def test_short_lists_that_a_heading_counts_are_threads() -> None:
    document = read(
        f"Title of the page\n\n{LONG}\n\nComments (2)\n  • Great article!\n  • Thank you.\n"
    )
    assert len(document.comments) == 2


def test_news_lists_with_dates_are_no_thread() -> None:
    items = "".join(
        f"  • The council meets again about bridge number {n}\n\n    April {n}, 2019\n\n"
        for n in range(1, 7)
    )
    document = read(f"Title of the page\n\n{LONG}\n\n{LONG}\n\nLatest news\n\n{items}")
    assert not document.comments


def test_depth_is_the_printed_one_where_an_answer_in_between_was_lost() -> None:
    document = page(f"""
        The bridge that nobody wanted to build

        {LONG}

        4 Comments

          1. I walked over it once, and it shook.

              1. So did I, and it did not shake at all then, nor on the way home.

            2. It was never painted, as far as I know, or as anybody here remembers.

          2. Nobody asked us, the people who live below it.
        """)
    assert [(c.address, c.depth) for c in document.comments] == [
        ("c1", 0),
        ("c1.1", 2),
        ("c1.2", 1),
        ("c2", 0),
    ]


def test_nested_attribution_lines_name_the_quotation_within() -> None:
    document = page("""
        [Baking] Rye

        Mon Mar  7 21:03:11 CET 2011

        Karl Roe wrote:
        > On Mar 6, 2011, at 8:15 PM, Ann Poe wrote:
        >
        > > Mine does not rise
        > > either.
        >
        > Why not?
        """)
    found = [(b.kind, b.depth, b.author) for b in document.leaves if b.kind in ("byline", "quote")]
    assert found == [
        ("byline", None, "Karl Roe"),
        ("byline", 1, "Ann Poe"),
        ("quote", 2, "Ann Poe"),
        ("quote", 1, "Karl Roe"),
    ]
    assert "Mine does not rise either." in [unit.text for unit in document.units()]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The siege of\nAleppo went on.", ["The siege of Aleppo went on."]),
        (
            "It was the old bridge that\nfell in the end.",
            ["It was the old bridge that fell in the end."],
        ),
        ("No more war\nNo more Guernicas", ["No more war", "No more Guernicas"]),
        ("It fell.\nnobody saw it.", ["It fell.", "nobody saw it."]),
    ],
)
def test_lines_that_break_off_within_a_sentence_go_on(text: str, units: list[str]) -> None:
    document = read(f"A title of several words here\n\n{LONG}\n\n{text}\n\n{LONG}\n")
    assert [unit.text for unit in document.units()][2:-1] == units
