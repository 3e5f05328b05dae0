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
        Relation.MOTHER: ("mum", "mummy", "mam", "mammy", "mom", "ma", "mama", "mamma", "amma", "ammi"),
        Relation.FATHER: ("dad", "daddy", "da", "pa", "papa", "abba", "abbu"),
        Relation.SISTER: ("sis",),
        Relation.BROTHER: ("bro",),
        Relation.WIFE: ("missus",),
        Relation.HUSBAND: ("hubby",),
        Relation.PARTNER: ("girlfriend", "boyfriend"),
        Relation.FIANCE: ("fiance", "fiancee", "fiancé", "fiancée"),
        Relation.FORMER_PARTNER: ("ex",),
        Relation.GRANDMOTHER: ("gran", "granny", "grannie", "grandma", "nan", "nana", "nanna", "nani", "dadi", "grand mother"),
        Relation.GRANDFATHER: ("grandad", "granddad", "grandda", "grandpa", "gramps", "grand dad", "grand father"),
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
_FIRST = re.compile(
    r"^(?:(?:my|his|her|their|our|the|an?|late|dear|older|elder|eldest|oldest|younger|youngest|middle|big|little|baby|twin|only|full"
    r"|birth|biological|real|estranged) )+"
)
_SAYS = re.compile(
    rf"(?:(?P<before>ex|former|step|half|foster|adopted|adoptive)[\s-]*)??(?P<word>{_LONGEST_FIRST})(?P<law>[\s-]in[\s-]law)?"
    r"\s*(?:[,;:.(–—].*|\s-.*|\b(?:and|who|but|lives|takes|visits|helps|does|is|has|comes|looks|sees)\b.*)?",
    re.DOTALL,
)
_TITLES = (Relation.AUNT, Relation.UNCLE, Relation.GRANDMOTHER, Relation.GRANDFATHER)
_TITLED = re.compile(rf"(?P<word>{'|'.join(word for word, relation in _WORDS.items() if relation in _TITLES)}) [^\W\d_]+(?: [^\W\d_]+)?")

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
        return _WORDS[titled["word"]] if titled else None
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
