"""The relatives that people name, and the words that they name them with."""

import re
from enum import StrEnum
from types import MappingProxyType

from netmeet.domain.network import Gender


class Relation(StrEnum):
    """What one person is to another, as offered in a list and as understood from words."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    DAUGHTER = "daughter"
    SON = "son"
    CHILD = "child"
    SISTER = "sister"
    BROTHER = "brother"
    SIBLING = "sibling"
    WIFE = "wife"
    HUSBAND = "husband"
    SPOUSE = "spouse"
    CIVIL_PARTNER = "civil partner"
    PARTNER = "partner"
    FIANCE = "engaged partner"
    FORMER_WIFE = "former wife"
    FORMER_HUSBAND = "former husband"
    FORMER_PARTNER = "former partner"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    GRANDPARENT = "grandparent"
    GRANDDAUGHTER = "granddaughter"
    GRANDSON = "grandson"
    GRANDCHILD = "grandchild"
    HALF_SISTER = "half-sister"
    HALF_BROTHER = "half-brother"
    HALF_SIBLING = "half-sibling"
    STEPMOTHER = "stepmother"
    STEPFATHER = "stepfather"
    STEPPARENT = "stepparent"
    STEPDAUGHTER = "stepdaughter"
    STEPSON = "stepson"
    STEPCHILD = "stepchild"
    STEPSISTER = "stepsister"
    STEPBROTHER = "stepbrother"
    STEPSIBLING = "stepsibling"
    ADOPTIVE_MOTHER = "adoptive mother"
    ADOPTIVE_FATHER = "adoptive father"
    ADOPTIVE_PARENT = "adoptive parent"
    ADOPTED_DAUGHTER = "adopted daughter"
    ADOPTED_SON = "adopted son"
    ADOPTED_CHILD = "adopted child"
    FOSTER_MOTHER = "foster mother"
    FOSTER_FATHER = "foster father"
    FOSTER_PARENT = "foster parent"
    FOSTER_DAUGHTER = "foster daughter"
    FOSTER_SON = "foster son"
    FOSTER_CHILD = "foster child"
    AUNT = "aunt"
    UNCLE = "uncle"
    NIECE = "niece"
    NEPHEW = "nephew"
    COUSIN = "cousin"
    MOTHER_IN_LAW = "mother-in-law"
    FATHER_IN_LAW = "father-in-law"
    DAUGHTER_IN_LAW = "daughter-in-law"
    SON_IN_LAW = "son-in-law"
    SISTER_IN_LAW = "sister-in-law"
    BROTHER_IN_LAW = "brother-in-law"


_WOMEN = re.compile("mother|daughter|sister|wife|aunt|niece")
_MEN = re.compile("father|(?<!per)son|brother|husband|uncle|nephew")


def gender_of(relation: Relation) -> Gender:
    """The gender that a word implies; unknown for ``parent``, ``partner``, ``cousin``."""
    if _WOMEN.search(relation):
        return Gender.WOMAN
    return Gender.MAN if _MEN.search(relation) else Gender.UNKNOWN


_SAID = MappingProxyType(
    {
        Relation.MOTHER: ("mum", "mummy", "mam", "mammy", "mom", "mommy", "ma", "mama", "mamma", "amma", "ammi"),
        Relation.FATHER: ("dad", "daddy", "da", "pa", "papa", "abba", "abbu"),
        Relation.SISTER: ("sis",),
        Relation.BROTHER: ("bro",),
        Relation.WIFE: ("missus",),
        Relation.HUSBAND: ("hubby",),
        Relation.PARTNER: ("girlfriend", "boyfriend", "other half", "better half"),
        Relation.FIANCE: ("fiance", "fiancee", "fiancé", "fiancée"),
        Relation.FORMER_PARTNER: ("ex",),
        Relation.GRANDMOTHER: (
            *("gran", "granny", "grannie", "grandma", "grandmum", "gramma", "nan", "nana", "nanna", "nannie", "nannan"),
            *("nani", "dadi", "nain", "mamgu", "grand mother", "grand ma", "grand mum"),
        ),
        Relation.GRANDFATHER: (
            *("grandad", "granddad", "grandda", "grandpa", "grampa", "gramps", "grampy", "grampie", "taid", "tadcu"),
            *("grand dad", "grand father", "grand pa"),
        ),
        Relation.GRANDDAUGHTER: ("grandaughter", "grand daughter"),
        Relation.GRANDSON: ("grand son",),
        Relation.GRANDCHILD: ("grand child",),
        Relation.AUNT: ("auntie", "aunty"),
        Relation.FOSTER_PARENT: ("foster carer",),
    }
)
_WORDS = MappingProxyType(
    {relation.value.replace("-", " "): relation for relation in Relation}
    | {word: relation for relation, words in _SAID.items() for word in words}
)
_LONGEST_FIRST = "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(_WORDS, key=len, reverse=True))
_WHICH = "late|dear|older|elder|eldest|oldest|younger|youngest|middle|big|little|baby|twin|only|full|birth|biological|real|estranged"
_FIRST = re.compile(rf"^(?:(?:my|his|her|their|our|the|an?|{_WHICH}) )+")
# "daughter and carer" is one person; "mum and dad" are two.
_ONE_MORE = rf"and(?! (?:(?:my|his|her|their|our|the) )?(?:{_LONGEST_FIRST})\b)"
_SAYS = re.compile(
    rf"(?:(?P<before>ex|former|step|half|foster|adopted|adoptive)[\s-]*)??(?P<word>{_LONGEST_FIRST})(?P<law>[\s-]in[\s-]law)?"
    rf"\s*(?:[,;:.(–—].*|\s-.*|\b(?:{_ONE_MORE}|who|but|lives|takes|visits|helps|does|is|has|comes|looks|sees)\b.*)?",
    re.DOTALL,
)
_TITLES = (Relation.AUNT, Relation.UNCLE, Relation.GRANDMOTHER, Relation.GRANDFATHER)
_NO_NAME = "of|to|for|and|by|on|in|at|with|from|next|who|lives|died|passed"
_TITLE_WORDS = "|".join(word for word, relation in _WORDS.items() if relation in _TITLES)
_TITLED = re.compile(rf"(?P<word>{_TITLE_WORDS}) (?!(?:{_NO_NAME})\b)[^\W\d_]+(?: (?P<last>[^\W\d_]+))?")

# What "step" and its like make of a relation: the first that there is.
_BEFORE = MappingProxyType(
    {
        "ex": ("former {}", "former partner"),
        "former": ("former {}", "former partner"),
        "step": ("step{}",),
        "half": ("half-{}",),
        "foster": ("foster {}",),
        "adopted": ("adopted {}", "adoptive {}"),
        "adoptive": ("adoptive {}", "adopted {}"),
    }
)
_PARTNERS = frozenset({Relation.SPOUSE, Relation.CIVIL_PARTNER, Relation.PARTNER, Relation.FIANCE, Relation.WIFE, Relation.HUSBAND})


def guess_relation(text: str) -> Relation | None:
    """Understand words like ``Mum``, ``my younger sister``, ``ex-husband`` or ``Nan Jean``. None for anything else."""
    said = _FIRST.sub("", " ".join(text.casefold().split()))
    found = _SAYS.fullmatch(said)
    if found is None:
        titled = _TITLED.fullmatch(said)
        return _WORDS[titled["word"]] if titled and titled["last"] not in _WORDS else None  # not "uncle bobs wife"
    relation = _WORDS[re.sub(r"[\s-]", " ", found["word"])]
    if found["law"]:
        return _first_of((f"{relation}-in-law",)) if not found["before"] else None
    if not found["before"]:
        return relation
    if found["before"] in ("ex", "former") and relation not in _PARTNERS:
        return None
    return _first_of(tuple(form.format(relation) for form in _BEFORE[found["before"]]))


def _first_of(values: tuple[str, ...]) -> Relation | None:
    return next((relation for value in values for relation in Relation if relation.value == value), None)


_BRACKETED = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<words>[^()]+)\)")
_WHOSE = re.compile(r"(?:my|her|his|their|our) ", re.IGNORECASE)
_LED = re.compile(
    rf"(?P<words>(?:(?:{_WHICH}) )*(?P<before>(?:ex|former|step|half|foster|adopted|adoptive)[\s-]*)??"
    rf"(?P<kin>{_LONGEST_FIRST})(?P<law>[\s-]in[\s-]law)?) (?P<name>.+)",
    re.IGNORECASE,
)
_A_NAME = re.compile(r"[^\W\d_][^\s\d_()<>@#/\\]*")
_WHOSE_IT_IS = re.compile(r"['’]s?$", re.IGNORECASE)
_LONGEST_NAME = 3
_ADDRESSED = frozenset({"mother", "father", "sister", "brother"})
"""A nun, a nurse or a priest is addressed so: Sister Agnes, Father Tom."""
_IN_SMALL_LETTERS = frozenset({"sister", "brother", "son", "mum", "dad"})
"""What says who somebody is where it begins with a small letter. Father Tom is called so in small letters too."""
_NEVER_A_NAME = (
    frozenset(relation.value.replace("-", " ") for relation in Relation if relation not in _TITLES)
    - _ADDRESSED
    - {*("son", "child", "parent")}
)


def name_and_relation(text: str) -> tuple[str, str] | None:
    """Take ``my son Lee`` or ``Jean (sister)`` apart: the name, and the words that say who they are.

    None for what is a name as it stands, or may be one: ``Sister Agnes``, ``Auntie Pat``, ``Uncle Bob's wife``.
    """
    text = " ".join(text.split())
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return (bracketed["name"], bracketed["words"].strip()) if guess_relation(bracketed["words"]) else None
    whose = _WHOSE.match(text)
    led = _LED.fullmatch(text[whose.end() :] if whose else text)
    if led is None or not _is_a_name(led["name"]) or guess_relation(led["words"]) in (None, *_TITLES):
        return None
    return (led["name"], led["words"]) if _says_who(led, whose=whose is not None) else None


def _is_a_name(text: str) -> bool:
    """True for up to three words that look like names. ``Lee's wife``, ``Lee and Kim`` and ``lives away`` are none."""
    words = text.split()
    return len(words) <= _LONGEST_NAME and all(
        _A_NAME.fullmatch(word) and not word[0].islower() and not _WHOSE_IT_IS.search(word) and word.casefold() not in _WORDS
        for word in words
    )


def _says_who(led: re.Match[str], *, whose: bool) -> bool:
    """True where the word says who somebody is, and is no part of what they are called."""
    word, small = led["kin"].casefold().replace("-", " "), led["kin"][0].islower()
    if led["before"] or led["law"] or word in _NEVER_A_NAME:
        return True
    return (small or word not in _ADDRESSED) if whose else (small and word in _IN_SMALL_LETTERS)
