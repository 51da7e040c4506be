"""Which column of a table is a document's text, which its title, author, date, and so on.

Columns are found by the names that data sets give them, case and separators apart, in nested
objects too (``user.name``, ``metadata.url``); names that the user gives outrank these. May import
``errors``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from corpus_cli.errors import UsageError

FIELDS = ("text", "title", "author", "date", "url", "id", "language")

# Best first; written as `_folded` leaves them.
_NAMES: Mapping[str, str] = {
    "text": "fulltext text rawtext plaintext cleantext cleanedtext textclean maintext contenttext "
    "textcontent body bodytext articlebody articletext content contents rawcontent selftext "
    "message messagetext messagebody post posttext postbody tweet tweettext comment commenttext "
    "commentbody article document doctext documenttext passage paragraph paragraphs story review "
    "reviewtext reviewbody transcript transcription speech speechtext utterance lyrics "
    "headlinetext texto texte testo tekst inhalt contenido contenu corps cuerpo nachricht beitrag "
    "kommentar comentario commentaire mensaje abstract sentence description summary",
    "title": "title headline heading subject subjectline posttitle articletitle pagetitle doctitle "
    "documenttitle reviewtitle ogtitle dctitle titel titre titulo título titolo betreff "
    "überschrift asunto rubrik otsikko заголовок 标题",
    "author": "author authors byline authorname authornames authorfullname authorusername "
    "authordisplayname authorscreenname authornickname authorlogin creator creatorname dccreator "
    "username userscreenname userdisplayname userfullname userlogin screenname displayname "
    "writer writers speaker speakername reviewer "
    "reviewername poster postername postedby sender sendername fromname from "
    "by user nickname nick handle account accountname userid autor auteur autore verfasser autoren "
    "författare",
    "date": "date published publishedat publishedon publisheddate datepublished publishdate "
    "publicationdate pubdate firstpublished posted postedat postedon posteddate dateposted "
    "postdate posttime created createdat createdon createdutc createdate createddate creationdate "
    "datecreated createdtime timecreated timestamp timestampms time datetime datetimeutc dateutc "
    "utcdate senton sentat sent sentdate datesent messagedate reviewdate reviewtime unixreviewtime "
    "articledate dcdate ts isodate epoch unixtime warcdate crawldate datum fecha erstellt "
    "veröffentlicht data fechapublicacion дата",
    "url": "url link sourceurl permalink permalinkurl pageurl articleurl posturl documenturl "
    "canonicalurl canonical originalurl fullurl weburl externalurl href uri sourceuri "
    "warctargeturi targeturi weblink linkurl",
    "id": "idstr id docid documentid docno uuid guid key articleid postid messageid commentid "
    "tweetid statusid reviewid pageid textid recordid warcrecordid identifier dcidentifier",
    "language": "language lang languagecode langcode languageid langid detectedlanguage "
    "detectedlang iso6391 iso language6391 locale dclanguage sprache langue idioma lingua taal",
}
_RANKS: Mapping[str, tuple[str, int]] = {
    name: (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}

# Names of what may stand beside a longer text.
_OF_SHORT_TEXTS = "abstract sentence description summary".split()

# Objects that hold columns of a record, whatever it is of.
_HOLDERS = frozenset(
    """_source metadata meta data attributes properties fields headers header warcheaders
    warcheader extendedtweet extra value json""".split()
)
# Objects that hold them only if its text is there too, else something that the record points at.
_THINGS = frozenset(
    "doc document record post article message tweet comment item node entry".split()
)


# What an object calls its value beside others of the same: WordPress, converters from XML.
_VALUES = frozenset(("rendered", "#text", "_text", "__text"))


class Found(NamedTuple):
    """What a column is by its name: the field, and how good a name it is; less is better."""

    field: str
    rank: tuple[int, int]


@lru_cache(maxsize=4096)
def field_of(column: str) -> Found | None:
    """Return the field that a column's name is known for."""
    first, *rest = column.split(".")
    parts = [first, *(part for part in rest if part not in _VALUES)]
    for depth in range(len(parts)):
        known = _RANKS.get("".join(map(_folded, parts[depth:])))
        if known is not None:
            return Found(known[0], (depth, known[1]))
        if parts[depth].lower() not in _HOLDERS and _folded(parts[depth]) not in _HOLDERS | _THINGS:
            break
    return None


def _thing(column: str) -> str | None:
    """Return the object that a column is in, if it is one that a record may point at."""
    first, dot, _ = column.partition(".")
    return first if dot and _folded(first) in _THINGS else None


def is_of_short_text(column: str) -> bool:
    """Whether a column of text may be but the summary of another."""
    return _folded(column.rpartition(".")[2]) in _OF_SHORT_TEXTS


@lru_cache(maxsize=4096)
def _folded(part: str) -> str:
    # MongoDB writes {"$date": …}, XML converters {"#text": …}.
    return "" if part.startswith("$") else re.sub(r"[\W_]+", "", part).casefold()


def find_columns(columns: Iterable[str], named: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each field that is there its columns, best first; ``named`` ones come first."""
    there = list(columns)
    found: dict[str, list[tuple[tuple[int, int], str]]] = {}
    own = {field: named_column(there, column) for field, column in named.items()}
    taken = {column for column in own.values() if column is not None}
    for column in there:
        known = None if column in taken else field_of(column)
        if known is not None:
            found.setdefault(known.field, []).append((known.rank, column))
    chosen: dict[str, tuple[str, ...]] = {}
    thing: str | None = None
    for field in FIELDS:
        first = own.get(field)
        ranked = [column for _, column in sorted(found.get(field, ()), key=lambda each: each[0])]
        if field == "text":
            thing = _thing(first or ranked[0]) if first or ranked else None
        ranked = [column for column in ranked if _thing(column) in (None, thing)]
        names = ([first] if first is not None else []) + ranked
        if names:
            chosen[field] = tuple(names)
    return chosen


def named_column(columns: Iterable[str], name: str) -> str | None:
    """Return the column that a user's ``name`` means: the very name, or but for its case."""
    there = list(columns)
    if name in there:
        return name
    return next((column for column in there if column.casefold() == name.casefold()), None)


def parse_fields(text: str) -> dict[str, str]:
    """Return what ``text=body,date=posted`` says; raises UsageError where it makes no sense."""
    fields: dict[str, str] = {}
    for part in text.split(","):
        field, equals, column = (each.strip() for each in part.partition("="))
        if not part.strip():
            continue
        if not equals or not column:
            raise UsageError(f"{part.strip()!r} names no column; write FIELD=COLUMN, as text=body")
        if field not in FIELDS:
            raise UsageError(f"there is no field {field!r}; fields are {', '.join(FIELDS)}")
        if fields.setdefault(field, column) != column:
            raise UsageError(f"{field} is named twice: {fields[field]!r} and {column!r}")
    if not fields:
        raise UsageError("no field is named; write FIELD=COLUMN, as text=body,date=posted")
    return fields


class Sample:
    """What a column holds in the first records, to tell prose from codes and names."""

    __slots__ = ("count", "length", "letters", "words")

    def __init__(self) -> None:
        self.count = self.length = self.letters = self.words = 0

    def add(self, value: str) -> None:
        head = value[:1000]
        self.count += 1
        self.length += len(value)
        words = len(head.split()) + len(_OF_NO_SPACES.findall(head))
        self.words += words * len(value) // len(head)
        self.letters += len(_LETTER.findall(head)) * len(value) // len(head)

    @property
    def is_prose(self) -> bool:
        """Whether these are sentences: several words each, of letters mostly."""
        return self.words >= 4 * self.count and self.letters >= 0.6 * self.length


_LETTER = re.compile(r"[^\W\d_]")
# Characters of scripts that are written without spaces; about two of them are a word.
_OF_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]{2}")


def guess_text(records: Iterable[Mapping[str, object]]) -> str | None:
    """Return the column with the longest strings on average, if they are plainly prose."""
    samples: dict[str, Sample] = {}
    for record in records:
        for column, value in record.items():
            if isinstance(value, str) and value and not value.isspace():
                samples.setdefault(column, Sample()).add(value)
    prose = {column: each for column, each in samples.items() if each.is_prose}
    if not prose:
        return None
    return max(prose, key=lambda column: prose[column].length / prose[column].count)
