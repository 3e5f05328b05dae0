"""What people are called: the first names by which a text may name somebody, and which of them are also everyday words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import dropwhile

from netmeet.domain.network import Member, MemberKind
from netmeet.domain.relations import guess_relation
from netmeet.domain.typed import clean, words_of

_BEFORE_A_NAME = frozenset(
    "a an aunt auntie aunty baby big brother carer cousin dad daughter dr ex father friend gran grandad grandma grandpa granny her "
    "his husband lady little lord mam miss mom mother mr mrs ms mum mx my nan nana neighbour nurse old our partner person prof rev "
    "reverend sir sister somebody someone son the their uncle unknown wife worker young".split()
)
_EVERYDAY = frozenset(
    "al amber an angel april art ash august autumn baker banks basil bay bear bell best bill black bob bonny brown bud bush carol "
    "carter chance charity chase chip christian church clay cliff clover comfort constant cook coral crystal daisy dale dawn day "
    "dean destiny do dolly don dot drew duke earl east eve faith fern field flora ford forest frank gale gay gene ginger glen "
    "grace grant green guy hall happy harmony harry hazel heath heather hill holly honey hope hunter in iris ivy jack jade jasmine "
    "jay jean jersey jewel joy june kay king kit lane lee lily little long lot lots love major marina mark marsh mason mat may "
    "melody mercy merry miles mo moss myrtle nick norm north old olive page pansy park parks pat patience patty pearl peg penny "
    "pip pope poppy prince prudence queen ray red reed reeves rich rivers rob robin rock rod rose rosemary ruby rusty sage sally "
    "sandy scarlet scout serene sharp short sky small so sol sonny south star stew stone storm street sue summer sunny swift tab "
    "terry tiger tom trinity van victor viola violet wade walker ward warren west white will willow winter wood wren young".split()
)
_TITLES = frozenset(word for title in _BEFORE_A_NAME for word in words_of(title))
_SAYS_WHAT = re.compile(r"\s*[,;:(]\s*|\s+[-\u2013\u2014]\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Called:
    """How a text may name one member: by the whole name, or by one of ``parts`` (the first name, then the last)."""

    name: str
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, member: Member, *, last: bool = False) -> "Called":
        """What a member may be called; by the ``last`` name too, where that is asked for. Only people and pets have a first name."""
        if member.kind not in (MemberKind.PERSON, MemberKind.PET):
            return cls(member.name)
        found = [word for word in _WORD.findall(clean(member.name)) if word.casefold() not in _BEFORE_A_NAME]
        found = [word for word in found if len(word) > 1 and not word.islower()]
        parts = (*found[:1], *(found[-1:] if last else ()))
        return cls(member.name, tuple(dict.fromkeys(part for part in parts if clean(part) != clean(member.name))))

    @property
    def first(self) -> str:
        """What they are called for short; the whole name where there is nothing shorter."""
        return self.parts[0] if self.parts else self.name


def same_for(name: str) -> str:
    """What is the same of two names that may be one person's: case, accents, spaces and punctuation aside."""
    return " ".join(words_of(name)) or clean(name).casefold()


def may_be_one(name: str, other: str) -> bool:
    """True where two names may be one person's: the same, or one is the other with more words, both with the same first name.

    What stands before a first name ("Mr", "Aunt") and what somebody is ("Ron, son-in-law") are no part of the name; but
    "Mr Pike" is not "Mrs Pike", nor is "Aunt Rose" "Nan Rose".
    """
    if same_for(name) == same_for(other):
        return True
    (mine, my_title), (theirs, their_title) = _bare(name), _bare(other)
    fewest = min(len(mine), len(theirs))
    if not fewest or mine[0] != theirs[0] or (fewest == 1 and my_title and their_title and my_title != their_title):
        return False
    return set(mine) <= set(theirs) or set(theirs) <= set(mine)


def _bare(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name alone, from the first name on, and what stands before it."""
    called, *rest = _SAYS_WHAT.split(clean(name), maxsplit=1)
    if rest and not _says_what(rest[0]):
        called = name
    words = words_of(called)
    bare = tuple(dropwhile(_TITLES.__contains__, words)) or words
    return bare, words[: len(words) - len(bare)]


def _says_what(rest: str) -> bool:
    """True where what follows a name says what somebody is: it begins small, or with a word for a relative or a role."""
    return rest[:1].islower() or guess_relation(rest) is not None or not _BEFORE_A_NAME.isdisjoint(rest.casefold().split()[:1])


def is_everyday(name: str) -> bool:
    """True for a name that is also a word, so that only its capital tells it apart."""
    return clean(name).casefold() in _EVERYDAY | _BEFORE_A_NAME


def names(name: str, cased: str) -> bool:
    """True where a name stands in a clean text as words of its own: in any case, or with its capital where it is also a word."""
    wanted = clean(name)
    if not wanted or wanted.casefold() not in cased.casefold():
        return False
    if not is_everyday(wanted):
        return _whole(wanted.casefold(), cased.casefold())
    return any(_whole(form, cased) for form in (wanted, wanted.capitalize(), wanted.upper()))


def without(known: Iterable[str], cased: str) -> str:
    """A clean text without these whole names and addresses for mail, so that what is left of it names only others."""
    for name in sorted({clean(name) for name in known if clean(name)}, key=len, reverse=True):
        if " " in name or "@" in name:
            cased = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "\N{HORIZONTAL ELLIPSIS}", cased, flags=re.IGNORECASE)
    return cased


def _whole(wanted: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None
