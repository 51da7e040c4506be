"""Texts that look enough like pages and mail to reach every rule of the parser."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    "[Marxism] Re: A subject line that is long enough to wrap",
    "Fri Feb 19 06:11:39 MST 2016",
    "Jane Doe jane at example.org",
    "From: Jane Doe <jane@example.org>",
    "Subject: [List] a subject",
    "Date: Fri, 19 Feb 2016 06:11:39 -0700",
    "On Fri, Feb 19, 2016 at 6:11 AM, Jane Doe wrote:",
    "> quoted text",
    "> > quoted twice",
    ">",
    ">>>>>",
    "-- ",
    "--",
    "_______________________________________________",
    "Marxism mailing list",
    "  1. A first comment that says something about the article above.",
    "  2. Bob says:",
    "    continued text of a comment",
    "    • A reply to it, of some length, which ends here.",
    "      • deeper",
    "  • ",
    "• item",
    "- item",
    "(1) first",
    "(2) second",
    "1. one",
    "2. two",
    "12 Comments",
    "5 Kommentare zu “Titel der Seite”",
    "Leave a Reply",
    "Reply",
    "Read more",
    "Subscribe to our channel",
    "By Jane Doe",
    "Jane Doe",
    "April 3, 2019 at 3:12 pm",
    "12.01.2022",
    "A Heading Without a Full Stop",
    "“An opened quotation that runs on",
    "and closes here.”",
    "„Ein Zitat“ (Quelle, 3. Mai 2010)",
    "A long paragraph of running text, with a comma, which says enough to be taken for one. " * 3,
    "[Captions: somebody and somebody else]",
    "#hashtag #حلب_تحترق @someone https://example.org/x_(y)",
    "who the US bombs: . ",
    "\xa0\xa0",
    "\t",
    "",
    "",
    "",
]

lines = st.one_of(
    st.sampled_from(PIECES),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
    st.builds(lambda n, s: " " * n + s, st.integers(0, 12), st.sampled_from(PIECES)),
)
pages = st.builds(
    "".join,
    st.lists(
        st.builds("{}{}".format, lines, st.sampled_from(["\n", "\n\n", "\r\n", ""])), max_size=40
    ),
)
