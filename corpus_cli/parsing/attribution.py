"""Lines that say whose words are quoted: ``On DATE, NAME wrote:`` in many languages and orders.

May import ``dates`` and ``mail_words``.
"""

from __future__ import annotations

import re

from corpus_cli.parsing import dates, mail_words

Said = tuple[str | None, str | None]
NOBODY: Said = (None, None)

# What ends an attribution.
ENDS = ":：…"
LONGEST = 300

_BOX = r"[\w.+=%'/-]{1,64}(?:@|\s+(?:at|_at_|\(at\)|\[at\])\s+)[\w.…-]+"
_ADDRESS = re.compile(
    rf"[<(\[]\s*(?:mailto:\s*)?({_BOX})(?:\s*[<(\[]\s*mailto:[^<>\[\])]*[>)\]])?\s*[>)\]]+(?:\s*[>)\]])?"
)
_BARE_ADDRESS = re.compile(r"(?<![^\s:;,])([\w.+=%'/-]{1,64}@[\w.-]+\w)")
_IN_ARTICLE = re.compile(
    r"(?i)^(?:-+ )?in (?:\S+@[^\s,]+(?=,)|article|message|news:|<)[^,>]*>?(?:\s*,|\s+(?=\S))\s*"
)
_SUPERCITE = re.compile(r'^[>\s"]*\w{1,12}"?\s*==\s*(.+)$')
# What mutt is told to write: * Jane Doe <jane@example.org> [160219 06:11].
_IN_SQUARES = re.compile(r"^\*.*\[\d{6,8}[ ,]+\d\d?:\d\d[^\[\]]*\]$")
_QUOTED_NAME = re.compile(r"[\"“”']([^\"“”]{2,60})[\"“”']\s*$")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,60})\)")
_MARKS = "\"'“”,;:()[]<>*"
_MOST_WORDS = 6
_NO_NAME = re.compile(r"[\d@=]")
_SOMETIME = re.compile(
    r"(?i)^(?:yesterday|today|gestern|heute|hier|ieri|ayer)\b[^,<>]{0,30},\s*(?=\S)"
)


def attribution(text: str) -> Said | None:
    """Return author and date of an attribution, folded to one line, in whichever order it says.

    None for what is none.
    """
    if len(text) > LONGEST or text[-1:] not in ENDS:
        return None
    said = text.rstrip(" :：…").replace("，", ", ")
    cited = _SUPERCITE.match(said) if "==" in said[:30] else None
    said = cited[1] if cited else _IN_ARTICLE.sub("", said, count=1)
    named = mail_words.quoting().match(said)
    if named is not None:
        said = said[named.end() :]
        address = _address(said)
        return _before(said[: address.start()] if address else said), None
    verb, address = _verb(said), _address(said)
    if verb is None and address is None:
        return None
    plain = said if address is None else said[: address.start()] + said[address.end() :]
    date = dates.find(plain)
    is_dated = date is not None and "T" in date.iso
    if verb is None and not is_dated and not _IN_SQUARES.search(said):
        return None
    if date is not None:
        said = _without(said, plain[date.start : date.end])
    else:
        said = _SOMETIME.sub("", said)
    address = _address(said)
    author = _beside_address(said, address) if address else _beside_verb(said, _verb(said), date)
    return None if author is None else (author, None if date is None else date.iso)


def _address(said: str) -> re.Match[str] | None:
    if "@" not in said and "at" not in said:
        return None
    return _ADDRESS.search(said) or _BARE_ADDRESS.search(said)


def _without(said: str, date: str) -> str:
    """Return a line with a digit in the place of its date, so that no name goes beyond it."""
    at = said.find(date)
    return said if at < 0 else f"{said[:at]} 0 {said[at + len(date) :]}"


def _is_eastern(text: str) -> bool:
    """Whether a text has kana, Han or Hangul."""
    return not text.isascii() and any("\u3040" <= char <= "\ud7ff" for char in text)


def _verb(said: str) -> tuple[int, int] | None:
    """Return where the last verb is, if what stands behind is not too much for a name or date."""
    words = said.split()
    if words and words[-1] in mail_words.WROTE:
        return len(said.rstrip()) - len(words[-1]), len(said)
    # Words that are not parted by blanks may be anywhere.
    if not _is_eastern(said) and mail_words.WROTE.isdisjoint(
        word.strip(_MARKS) for word in said.casefold().split()
    ):
        return None
    found = list(mail_words.wrote().finditer(said))
    return found[-1].span() if found and len(said) - found[-1].end() <= 120 else None


def _beside_address(said: str, address: re.Match[str]) -> str | None:
    """Return the name before an address, or in brackets behind it; else the address itself."""
    before = said[: address.start()].rstrip(" (<")
    quoted = _QUOTED_NAME.search(before)
    name = quoted[1].strip() if quoted else _before(before)
    if name is None and (behind := _IN_BRACKETS.match(said, address.end())) is not None:
        name = behind[1].strip()
    return name or address[1]


def _beside_verb(said: str, verb: tuple[int, int] | None, date: dates.Found | None) -> str | None:
    if verb is None:
        return None
    behind = said[verb[1] :].strip(' ,"')
    if (
        behind
        and not behind[0].islower()
        and not _NO_NAME.search(behind)
        and (name := _before(behind)) is not None
    ):
        return name
    before = said[: verb[0]].rstrip(" ,")
    if date is None and (len(before.split()) > _MOST_WORDS or not _goes_on(behind)):
        return None
    quoted = _QUOTED_NAME.search(before)
    name = quoted[1].strip() if quoted else _before(before)
    # Of words without a capital one may be a name, but not several.
    is_prose = date is None and name is not None and " " in name and name.islower()
    return None if is_prose else name


def _goes_on(behind: str) -> bool:
    """Whether what stands behind a verb may be about where and when, not what was written."""
    first = behind.partition(" ")[0].casefold()
    return not behind or (first in mail_words.BETWEEN and first not in _ARTICLES)


_ARTICLES = frozenset(("the", "a", "das", "le", "el", "il", "de", "het"))


def _before(said: str) -> str | None:
    """Return the name that ends a text: words up to a date, a comma, or what joins them."""
    words = said.replace("\xa0", " ").replace("\u202f", " ").strip(' ,;:"').split()
    while words and words[-1].strip(_MARKS).casefold() in mail_words.BETWEEN:
        words.pop()
    name: list[str] = []
    for word in reversed(words):
        bare = word.strip(_MARKS)
        if _NO_NAME.search(word) or bare.casefold() in mail_words.BETWEEN:
            break
        if (name and word[-1] in ",;:，、：") or mail_words.wrote().fullmatch(bare):
            break
        if bare or not name:
            name.append(word)
    found = " ".join(reversed(name)).strip(" ,;:\"'“”*<>()-")
    return found if found and len(name) <= _MOST_WORDS else None
