"""What the names that pages give their elements say of them: a comment, its author, its text.

Themes and forums name classes and ids after what they hold, each in its own spelling
(``comment-author``, ``commentAuthor``, ``b-comment__author``, ``dsq-comment-12``). A name is split
into words, and its last words tell its role. Imports nothing of the package.
"""

from __future__ import annotations

import re
from functools import lru_cache


class Role:
    """What an element could be, of what its names say: bits of a set.

    Plain integers: sets of an enumeration take three times as long, and there are thousands.
    """

    NONE = 0
    COMMENT = 1 << 0  # one comment
    ANSWER = 1 << 1  # one comment, where other things speak for that too
    POST = 1 << 2  # one post of a forum, or the article
    THREAD = 1 << 3  # a list of comments, or the section that holds it
    ANSWERS = 1 << 4  # the answers to one comment
    NUMBERED = 1 << 5  # an id that names one of many
    OF_COMMENT = 1 << 6  # a part of a comment, by its name
    AUTHOR = 1 << 7
    NAME = 1 << 8  # an author's name and nothing else
    DATE = 1 << 9
    BODY = 1 << 10
    META = 1 << 11  # a line about a comment
    EXTRA = 1 << 12  # buttons, pictures, ranks
    FORM = 1 << 13
    TEASER = 1 << 14  # comments on other pages
    QUOTE = 1 << 15
    NOTICE = 1 << 16  # a link from elsewhere: pingback, trackback
    ARTICLE = 1 << 17  # what articles are, and no comments


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+[a-z]*|\d+")

_COMMENT = frozenset(
    """comment cmt cmnt kommentar commentaire comentario comentário commento reactie komentarz
    kommentti yorum posting dwexpcomment comtr cpost pingback trackback""".split()
)
_COMMENTS = frozenset(
    """comments cmts kommentare kommentarer commentaires comentarios comentários commenti reacties
    postings disqus dsq commentarea jcomments""".split()
)
# Nouns that tell of a comment only where something else does.
_ANSWER = frozenset(
    """reply response answer antwort antwoord reponse respuesta risposta reaction""".split()
)
_ANSWERS = frozenset(
    """replies responses answers antworten children reponses respuestas risposte indented
    subcomments childs""".split()
)
_POST = frozenset("post message msg postbit postcontainer postrow windowbg".split())
_THREAD = frozenset("discussion discussions conversation guestbook talkback".split())

# What a noun may be followed by where the element is all of the comment.
_WHOLE = frozenset(
    """item entry wrap wrapper container box block node row single holder unit card outer inner root
    article element el li div parent child reply level depth top first last even odd alt main
    subtree thing bubble panel media s""".split()
)
_LIST = frozenset("list tree area section thread threads listing group stream feed".split())

_AUTHOR = frozenset(
    """author autor auteur autore user username poster commenter commentator kommentator byline
    vcard creator owner writer member nick nickname by verfasser hnuser bigusername screenname
    displayname authorname profile postprofile userinfo reviewer""".split()
)
_NAME = frozenset(
    """fn name url username nick nickname hnuser bigusername screenname displayname
    authorname""".split()
)
# Things with names that are nobody's.
_NAMED = frozenset("file tag category site blog forum product image source".split())
_DATE = frozenset(
    """date time datetime timestamp published posted when age ago timeago postdate dateline datum
    zeit created relativetime posttime""".split()
)
_BODY = frozenset(
    """body text content message msg copy commtext bbwrapper cooked richtext postbody posttext
    postcontent messagetext md description inhalt texte texto contenu markdown""".split()
)
_META = frozenset(
    """meta metadata info infos header head heading footer foot tagline comhead submitted details
    attribution title posthead keyinfo thead smalltext messagemeta""".split()
)
_EXTRA = frozenset(
    """action actions links buttons button btn reply edit controls control toolbar menu share like
    likes vote votes voting votelinks rating score scores report flag permalink tools nav navs
    navigation moderation avatar avatars gravatar image img icon icons badge badges rank role
    karma flair label count counter counts says stars reputation userpic photo pic picture thumbnail
    thumb location signature online offline status joined link options dropdown tooltip toggle
    collapse expand anchor sr hidden parentlink awaiting points upvote downvote arrow midcol bio
    number position dislike dislikes favorite mod moderator verified pager pagination verb usertitle
    stats statistics""".split()
)
_FORM = frozenset("form respond captcha formular akismet".split())
_NEW = frozenset(
    """recent latest newest neueste letzte dernier derniers dernieres ultimos ultimi ultimas
    nuevos""".split()
)
_QUOTE = frozenset("quote quotation blockquote bbquote zitat quoted".split())

# What a name of two words says where its last alone would say something else.
_PAIRS = {
    ("parent", "link"): Role.EXTRA,
    ("in", "reply"): Role.EXTRA,
    ("reply", "to"): Role.EXTRA,
    ("last", "edited"): Role.EXTRA,
    ("screen", "reader"): Role.EXTRA,
    ("user", "content"): Role.BODY,
    ("posted", "by"): Role.AUTHOR,
    ("wp", "block"): Role.NONE,
    ("type", "post"): Role.ARTICLE,
    ("author", "info"): Role.META,
    ("user", "info"): Role.META,
    ("display", "name"): Role.AUTHOR | Role.NAME,
    ("user", "name"): Role.AUTHOR | Role.NAME,
    ("author", "name"): Role.AUTHOR | Role.NAME,
    ("author", "link"): Role.AUTHOR | Role.NAME,
    ("author", "url"): Role.AUTHOR | Role.NAME,
    ("user", "link"): Role.AUTHOR | Role.NAME,
    ("comment", "thread"): Role.THREAD,
    ("message", "user"): Role.META,
    ("entry", "content"): Role.BODY,
    ("view", "content"): Role.NONE,
    ("main", "content"): Role.NONE,
    ("page", "content"): Role.NONE,
    ("page", "header"): Role.NONE,
    ("author", "box"): Role.NONE,
}

# Nouns that names write together with the next word: ``commentlist``, ``postauthor``.
_JOINED = ("comments", "comment", "kommentar", "post", "message", "author", "user")
_ENDINGS = _WHOLE | _LIST | _AUTHOR | _NAME | _DATE | _BODY | _META | _EXTRA | _FORM

_NUMBERED_ID = re.compile(
    r"(?:[a-z_]*?[-_:])?"
    r"(?:dsq|el)?(?:comment|cmt|kommentar|commentaire|comentario|reply|response|posting|post|p|c|msg"
    r"|message|pid|t1|review|answer|item)[-_:]?(?:[a-z]{1,8}[-_])?"
    r"(?:\d{1,20}|(?=[a-z]*\d)[0-9a-z-]{5,40})",
    re.IGNORECASE,
)

# Addresses of pages about people.
PERSON = re.compile(
    r"(?:^|[/?&;=._])(?:(?:view|user|member|show)?(?:profiles?|users?|members?|authors?)(?:info|name)?"
    r"|people|person|uid|u|mode=viewprofile|space-uid|showuser)(?:[/=?.\-]|\d|$)"
    r"|^(?:https?:)?(?://[^/]{1,80})?/[~@]",
    re.IGNORECASE,
)


def words_of(name: str) -> list[str]:
    """Return the words of a class or id, in lower case: ``commentAuthor_2`` is three."""
    words = []
    for found in _WORD.findall(name):
        word = found.lower()
        stem = next((each for each in _JOINED if word.startswith(each)), None)
        if stem is not None and word[len(stem) :] in _ENDINGS and word[len(stem) :] != "s":
            words += [stem, word[len(stem) :]]
        else:
            words.append(word)
    return words


@lru_cache(maxsize=8192)
def role_of_names(names: str) -> int:
    """Return the roles that all names of a ``class`` attribute give together."""
    role = Role.NONE
    for name in names.split()[:30]:
        role |= role_of_name(name[:80])
    return role


@lru_cache(maxsize=8192)
def role_of_id(name: str) -> int:
    """Return the roles that an ``id`` gives: a number in it tells one of many."""
    name = name[:80]
    role = role_of_name(name)
    if any(map(str.isdigit, name)) and _NUMBERED_ID.fullmatch(name):
        role |= Role.NUMBERED
    return role


@lru_cache(maxsize=8192)
def role_of_name(name: str) -> int:
    """Return the roles of one name."""
    # What follows two hyphens modifies an element that is named without it too.
    base, _, modifier = name.partition("--")
    role = _role(base) if modifier else Role.NONE
    if role & ~(Role.META | Role.EXTRA | Role.BODY):
        return role
    # Some set off parts with them.
    return role | (_role(name) & (Role.AUTHOR | Role.NAME | Role.DATE)) if role else _role(name)


def _role(name: str) -> int:
    words = [word for word in words_of(name) if not word.isdigit()]
    while len(words) > 1 and len(words[-1]) == 1:
        words.pop()
    if not words:
        return Role.NONE
    last, said = words[-1], set(words)
    if last in ("pingback", "trackback", "pingbacks", "trackbacks"):
        return Role.COMMENT | Role.NOTICE
    if said & {"hentry", "teaser"}:
        return Role.ARTICLE
    of_comment = not said.isdisjoint(_COMMENT) or not said.isdisjoint(_COMMENTS)
    if of_comment and not said.isdisjoint(_NEW):
        return Role.TEASER
    if "recentcomments" in said:
        return Role.TEASER
    if last in _FORM or _begins_form(words):
        return Role.FORM
    if len(words) > 1 and (words[-2], last) in _PAIRS:
        return _PAIRS[words[-2], last]
    part = _part(last, said)
    if not said.isdisjoint(_COMMENTS) and said.isdisjoint(_COMMENT) and part & Role.BODY:
        # ``comments-content`` mostly holds them all.
        return Role.THREAD | Role.COMMENT
    if part and not said.isdisjoint(_COMMENT):
        part |= Role.OF_COMMENT
    return _noun(words, of_comment=of_comment) | part


def _begins_form(words: list[str]) -> bool:
    """Tell whether a name is that of a part of a form: ``comment-form-author``."""
    return any(
        word in _FORM and (not before or before in _COMMENT or before in _ANSWER)
        for before, word in zip(["", *words], words, strict=False)
    )


def _noun(words: list[str], *, of_comment: bool) -> int:
    """Return what the noun at the end of a name tells, or the one before a word for all of it."""
    last = words[-1]
    if last in _LIST and len(words) > 1:
        named = of_comment or not _ANSWERS.isdisjoint(words) or not _THREAD.isdisjoint(words)
        return Role.THREAD if named else Role.NONE
    for at in range(len(words) - 1, -1, -1):
        found = _noun_alone(words[at])
        if found:
            # ``comments-wrapper`` could be either.
            either = found & Role.THREAD and at < len(words) - 1 and words[at] in _COMMENTS
            return found | Role.COMMENT if either else found
        if words[at] not in _WHOLE:
            return Role.NONE
        if words[at] in _ANSWER and of_comment:
            return Role.COMMENT
    return Role.NONE


def _noun_alone(word: str) -> int:
    if word in _COMMENT or (len(word) > 7 and word.endswith("comment")):
        return Role.COMMENT
    if word in _COMMENTS or word in _THREAD:
        return Role.THREAD
    if word in _ANSWERS:
        return Role.ANSWERS | Role.THREAD
    if word in _ANSWER:
        return Role.ANSWER
    return Role.POST if word in _POST or word.endswith("post") else Role.NONE


def _part(last: str, said: set[str]) -> int:
    if last in _QUOTE:
        return Role.QUOTE
    role = Role.NONE
    if last in _EXTRA:
        role |= Role.EXTRA
    if last in _AUTHOR:
        role |= Role.AUTHOR
    if last in _NAME and said.isdisjoint(_NAMED):
        role |= Role.AUTHOR | Role.NAME
    if last in _DATE:
        role |= Role.DATE
    if last in _BODY:
        role |= Role.BODY
    if last in _META:
        role |= Role.META
    return role
