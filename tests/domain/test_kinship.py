from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.families import GENERATIONS, Line, families
from netmeet.domain.kin_words import by_line
from netmeet.domain.kinship import relation
from netmeet.domain.network import Child, ChildKind, Gender, Member, Network, Union, UnionKind

WOMEN = "ada bea cat dee eve fay gwen hope".split()
MEN = "al bo col dan ed flo gil hal".split()
MARRIED, DIVORCED, COHABITING = UnionKind.MARRIED, UnionKind.DIVORCED, UnionKind.COHABITING
SINGLE, OTHER, SEPARATED, WIDOWED = UnionKind.SINGLE, UnionKind.OTHER, UnionKind.SEPARATED, UnionKind.WIDOWED


def family(*unions, dead=()):
    """A map of unions written ``("ada bo", MARRIED, "cat dan:adopted")``; whoever they name is a member."""
    built = [
        Union(f"u{number}", tuple(partners.split()), kind, children=tuple(child(text) for text in children.split()))
        for number, (partners, kind, children) in enumerate(unions)
    ]
    names = dict.fromkeys(one for union in built for one in (*union.partners, *(place.member for place in union.children)))
    members = tuple(Member(name, name.title(), gender=gender(name), dead=name in dead) for name in names)
    return Network(members=members, unions=tuple(built))


def child(text):
    name, _, kind = text.partition(":")
    return Child(name, ChildKind(kind.replace("_", " ") or "birth"))


def gender(name):
    return Gender.WOMAN if name in WOMEN else Gender.MAN if name in MEN else Gender.UNKNOWN


COUPLE = ("ada bo", MARRIED, "cat dan")
LINES = [
    # partner, of whom, who, word
    ([COUPLE], "cat", "ada", "mother"),
    ([COUPLE], "cat", "bo", "father"),
    ([COUPLE], "bo", "cat", "daughter"),
    ([COUPLE], "ada", "dan", "son"),
    ([COUPLE], "cat", "dan", "brother"),
    ([COUPLE], "dan", "cat", "sister"),
    ([("ada x", MARRIED, "cat y")], "cat", "x", "parent"),
    ([("ada x", MARRIED, "cat y")], "ada", "y", "child"),
    ([("ada x", MARRIED, "cat y")], "cat", "y", "sibling"),
    ([("ada", SINGLE, "cat dan")], "cat", "dan", "brother"),
    ([("", SINGLE, "cat dan")], "cat", "dan", "brother"),
    ([("", SINGLE, "cat dan:adopted")], "cat", "dan", "brother by adoption"),
    ([("ada bo", DIVORCED, "cat"), ("ada ed", MARRIED, "dan")], "cat", "dan", "half-brother"),
    ([("ada", SINGLE, "cat"), ("ada", SINGLE, "dan")], "dan", "cat", "half-sister"),
    # the other parent of only one of them is known: nobody said whether the other child has another
    ([("ada bo", OTHER, "cat"), ("ada", SINGLE, "dan")], "cat", "dan", "brother or half-brother"),
    ([("ada bo", OTHER, "cat"), ("ada", SINGLE, "dan")], "dan", "cat", "sister or half-sister"),
    ([("ada bo", OTHER, "cat"), ("ada", SINGLE, "x")], "cat", "x", "sibling or half-sibling"),
    ([("ada bo", OTHER, "cat"), ("ada", SINGLE, "dan:adopted")], "cat", "dan", "brother by adoption"),
    ([("ada", SINGLE, "cat"), ("ada", SINGLE, "bea"), ("bea", SINGLE, "dan")], "cat", "dan", "nephew"),
    ([("ada bo", DIVORCED, "cat"), ("ada bo", MARRIED, "dan")], "cat", "dan", "brother"),
    ([("ada", SINGLE, "bea"), ("bea", SINGLE, "cat")], "cat", "ada", "grandmother"),
    ([("ada", SINGLE, "bea"), ("bea", SINGLE, "dan")], "ada", "dan", "grandson"),
    (
        [("ada", SINGLE, "bea"), ("bea", SINGLE, "cat"), ("cat", SINGLE, "dee"), ("dee", SINGLE, "eve")],
        "eve",
        "ada",
        "great-great-grandmother",
    ),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat")], "cat", "bo", "uncle"),
    ([("ada", SINGLE, "bea x"), ("bea", SINGLE, "cat")], "cat", "x", "aunt or uncle"),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat")], "bo", "cat", "niece"),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "x")], "bo", "x", "niece or nephew"),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat"), ("cat", SINGLE, "dan")], "dan", "bo", "great-uncle"),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat"), ("cat", SINGLE, "dan")], "bo", "dan", "great-nephew"),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat"), ("bo", SINGLE, "dan")], "cat", "dan", "cousin"),
    ([("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat"), ("bo", SINGLE, "dan"), ("dan", SINGLE, "ed")], "cat", "ed", "cousin once removed"),
    # ways of belonging
    ([("ada bo", MARRIED, "cat:adopted dan")], "cat", "ada", "adoptive mother"),
    ([("ada bo", MARRIED, "cat:adopted dan")], "ada", "cat", "adopted daughter"),
    ([("ada bo", MARRIED, "cat:adopted dan")], "cat", "dan", "brother by adoption"),
    ([("ada bo", MARRIED, "cat:adopted"), ("eve", SINGLE, "cat")], "cat", "eve", "birth mother"),
    ([("ada bo", MARRIED, "cat:adopted"), ("eve", SINGLE, "cat")], "eve", "cat", "birth daughter"),
    ([("ada bo", MARRIED, "cat:foster dan")], "cat", "bo", "foster father"),
    ([("ada bo", MARRIED, "cat:foster dan")], "bo", "cat", "foster daughter"),
    ([("ada x", MARRIED, "y:foster")], "ada", "y", "foster child"),
    ([("ada bo", MARRIED, "cat:foster dan")], "cat", "dan", "foster brother"),
    ([("ada bo", MARRIED, "cat:step dan")], "cat", "bo", "stepfather"),
    ([("ada bo", MARRIED, "cat:step dan")], "bo", "cat", "stepdaughter"),
    ([("ada bo", MARRIED, "cat:step dan")], "cat", "dan", "stepbrother"),
    ([("ada", SINGLE, "bea:step"), ("bea", SINGLE, "cat")], "cat", "ada", "step-grandmother"),
    ([("al", SINGLE, "cat:donor"), ("ada", SINGLE, "cat")], "cat", "al", "donor"),
    ([("al", SINGLE, "cat:donor"), ("ada", SINGLE, "cat")], "al", "cat", "daughter by donor"),
    ([("al", SINGLE, "cat:donor dan")], "cat", "dan", "brother by donor"),
    ([("ada", SINGLE, "bea"), ("bea", SINGLE, "dan"), ("ada", SINGLE, "dan:kinship_care")], "dan", "ada", "grandmother"),
    ([("ada", SINGLE, "dan:kinship_care")], "dan", "ada", "kinship carer"),
    ([("ada", SINGLE, "dan:kinship_care")], "ada", "dan", "child in kinship care"),
    ([("ada", SINGLE, "dan:kinship_care cat")], "dan", "cat", "sister by kinship care"),
    ([("ada", SINGLE, "cat:step"), ("ada", SINGLE, "cat")], "cat", "ada", "mother"),
    # partners
    ([COUPLE], "bo", "ada", "wife"),
    ([COUPLE], "ada", "bo", "husband"),
    ([("ada x", MARRIED, "")], "ada", "x", "spouse"),
    ([("ada eve", UnionKind.CIVIL_PARTNERSHIP, "")], "ada", "eve", "civil partner"),
    ([("ada bo", COHABITING, "")], "ada", "bo", "partner"),
    ([("ada bo", UnionKind.ENGAGED, "")], "bo", "ada", "fiancée"),
    ([("ada bo", UnionKind.AFFAIR, "")], "bo", "ada", "partner"),
    ([("ada bo", SEPARATED, "")], "bo", "ada", "former partner"),
    ([("ada bo", DIVORCED, "")], "bo", "ada", "former wife"),
    ([("ada bo", WIDOWED, "")], "bo", "ada", "widow"),
    ([("ada bo", OTHER, "")], "ada", "bo", "partner"),
    ([("ada bo", DIVORCED, ""), ("ada bo", MARRIED, "")], "ada", "bo", "husband"),
    ([("ada bo", MARRIED, ""), ("ada bo", OTHER, "")], "ada", "bo", "husband"),
    # relatives by marriage
    ([("ada", SINGLE, "bo"), ("bo cat", MARRIED, "")], "cat", "ada", "mother-in-law"),
    ([("ada", SINGLE, "bo"), ("bo cat", MARRIED, "")], "ada", "cat", "daughter-in-law"),
    ([("ada", SINGLE, "bo"), ("bo cat", DIVORCED, "")], "cat", "ada", "former mother-in-law"),
    ([("ada", SINGLE, "bo"), ("bo cat", DIVORCED, "")], "ada", "cat", "former daughter-in-law"),
    ([("ada", SINGLE, "bo"), ("bo cat", COHABITING, "")], "cat", "ada", "partner's mother"),
    ([("ada", SINGLE, "bo"), ("bo cat", COHABITING, "")], "ada", "cat", "son's partner"),
    ([("ada", SINGLE, "bo dee"), ("bo cat", MARRIED, "")], "cat", "dee", "sister-in-law"),
    ([("ada", SINGLE, "bo dee"), ("bo cat", MARRIED, "")], "dee", "cat", "sister-in-law"),
    ([("ada", SINGLE, "bo"), ("bo", SINGLE, "col"), ("col cat", MARRIED, "")], "ada", "cat", "granddaughter-in-law"),
    ([("ada", SINGLE, "bo"), ("bo", SINGLE, "col"), ("col cat", MARRIED, "")], "cat", "ada", "grandmother by marriage"),
    ([("ada", SINGLE, "bo dee"), ("dee", SINGLE, "cat"), ("bo eve", MARRIED, "")], "cat", "eve", "aunt by marriage"),
    ([("ada", SINGLE, "bo dee"), ("dee", SINGLE, "cat"), ("bo eve", MARRIED, "")], "eve", "cat", "niece by marriage"),
    ([("ada", SINGLE, "bo dee"), ("dee", SINGLE, "cat"), ("bo eve", DIVORCED, "")], "cat", "eve", "uncle's former wife"),
    ([("ada", SINGLE, "bo dee"), ("dee", SINGLE, "cat"), ("bo eve", DIVORCED, "")], "eve", "cat", "former husband's niece"),
    (
        [("ada", SINGLE, "bea bo"), ("bea", SINGLE, "cat"), ("cat", SINGLE, "dan"), ("bo eve", MARRIED, "")],
        "dan",
        "eve",
        "great-aunt by marriage",
    ),
    # step-families
    ([("ada", SINGLE, "cat"), ("ada bo", MARRIED, "")], "cat", "bo", "stepfather"),
    ([("ada", SINGLE, "cat"), ("ada bo", COHABITING, "")], "bo", "cat", "stepdaughter"),
    ([("ada", SINGLE, "cat"), ("ada bo", DIVORCED, "")], "cat", "bo", "mother's former husband"),
    ([("ada", SINGLE, "cat"), ("ada bo", DIVORCED, "")], "bo", "cat", "former wife's daughter"),
    ([("ada", SINGLE, "cat"), ("ada bo", UnionKind.AFFAIR, "")], "cat", "bo", "mother's partner"),
    ([("ada", SINGLE, "cat"), ("cat", SINGLE, "dee"), ("ada bo", MARRIED, "")], "dee", "bo", "step-grandfather"),
    ([("ada", SINGLE, "cat"), ("cat", SINGLE, "dee"), ("ada bo", MARRIED, "")], "bo", "dee", "step-granddaughter"),
    ([("ada", SINGLE, "cat"), ("bo", SINGLE, "dan"), ("ada bo", MARRIED, "")], "cat", "dan", "stepbrother"),
    ([("ada", SINGLE, "cat"), ("bo", SINGLE, "dan"), ("ada bo", UnionKind.AFFAIR, "")], "cat", "dan", "mother's partner's son"),
    ([("ada", SINGLE, "cat"), ("bo", SINGLE, "dan"), ("ada bo", DIVORCED, "")], "dan", "cat", "father's former wife's daughter"),
    # nobody in particular
    ([COUPLE, ("eve", SINGLE, "fay")], "cat", "eve", None),
    ([COUPLE], "cat", "cat", None),
    ([COUPLE], "cat", "zoe", None),
    ([COUPLE], "zoe", "cat", None),
    ([("ada bo", MARRIED, ""), ("bo cat", MARRIED, ""), ("cat dan", MARRIED, "")], "ada", "dan", None),
    ([("ada", SINGLE, "bo"), ("bo cat", MARRIED, ""), ("dee", SINGLE, "cat")], "ada", "dee", None),
    ([("ada", SINGLE, "cat:foster"), ("cat bo", MARRIED, "")], "bo", "ada", None),
    # a marriage says more than blood, and blood more than a union of no kind
    ([("ada", SINGLE, "bo dee"), ("dee", SINGLE, "cat"), ("bo cat", MARRIED, "")], "bo", "cat", "wife"),
    ([("ada", SINGLE, "bo dee"), ("dee", SINGLE, "cat"), ("bo cat", DIVORCED, "")], "bo", "cat", "niece"),
    ([("ada", SINGLE, "bea"), ("ada bea", OTHER, "")], "ada", "bea", "daughter"),
]


@pytest.mark.parametrize(("unions", "whose", "who", "word"), LINES, ids=range(len(LINES)))
def test_relatives_have_the_words_that_people_use(unions, whose, who, word):
    assert relation(family(*unions), whose, who) == word


def test_a_death_ends_no_kinship():
    unions = [("ada", SINGLE, "bo"), ("bo cat", WIDOWED, "")]

    assert relation(family(*unions, dead=("bo",)), "cat", "bo") == "late husband"
    assert relation(family(*unions, dead=("bo",)), "bo", "cat") == "widow"
    assert relation(family(*unions, dead=("bo",)), "cat", "ada") == "mother-in-law"


@pytest.mark.parametrize(
    ("kind", "dead", "word"),
    [
        (MARRIED, (), "former husband"),
        (MARRIED, ("bo",), "husband"),
        (COHABITING, (), "former partner"),
        (SEPARATED, (), "former partner"),
        (DIVORCED, ("bo",), "former husband"),
    ],
)
def test_a_union_with_an_end_is_over_unless_somebody_died(kind, dead, word):
    network = family(("ada bo", kind, ""), dead=dead)
    ended = replace(network, unions=(replace(network.unions[0], end=PartialDate(1990)),))

    assert relation(ended, "ada", "bo") == word


COUSINS = [
    (3, 3, "second cousin"),
    (6, 6, "fifth cousin"),
    (7, 7, "distant cousin"),
    (4, 5, "third cousin once removed"),
    (2, 4, "cousin twice removed"),
    (5, 2, "cousin three times removed"),
    (2, 6, "cousin 4 times removed"),
]


@pytest.mark.parametrize(("up", "down", "word"), COUSINS)
def test_cousins_are_counted(up, down, word):
    assert by_line(Line(up, down, ChildKind.BIRTH), Gender.WOMAN) == word


def test_a_line_is_followed_only_so_far():
    people = [f"p{number}" for number in range(GENERATIONS + 3)]
    network = family(*((parent, SINGLE, below) for parent, below in pairwise(people)))

    assert relation(network, people[0], people[GENERATIONS]) == f"{GENERATIONS - 2} times great-grandchild"
    assert relation(network, people[0], people[5]) == "great-great-great-grandchild"
    assert relation(network, people[0], people[GENERATIONS + 1]) is None


def test_somebody_in_a_union_who_is_not_on_the_map_is_no_trouble():
    network = replace(
        family(("ada zoe", MARRIED, "cat"), ("zoe", SINGLE, "dan")), members=tuple(Member(name, name) for name in ("cat", "dan"))
    )

    assert relation(network, "cat", "dan") == "sibling or half-sibling"


NAMES = [f"p{number}" for number in range(7)]
UNIONS = st.lists(
    st.builds(
        lambda partners, kind, children, ends: Union(
            "", tuple(partners), kind, end=PartialDate(1990) if ends else None, children=tuple(children)
        ),
        st.lists(st.sampled_from(NAMES), max_size=3),
        st.sampled_from(UnionKind),
        st.lists(st.builds(Child, st.sampled_from(NAMES), st.sampled_from(ChildKind)), max_size=4),
        st.booleans(),
    ),
    max_size=7,
).map(lambda unions: tuple(replace(union, id=f"u{number}") for number, union in enumerate(unions)))
MEMBERS = st.tuples(
    *(st.builds(Member, st.just(name), st.just(name), gender=st.sampled_from(Gender), dead=st.booleans()) for name in NAMES)
)


@given(UNIONS, MEMBERS, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_no_loop_and_no_nonsense_hangs_or_breaks_it(unions, members, one, other):
    network = Network(members=members, unions=unions)

    there, back = relation(network, one, other), relation(network, other, one)

    assert (there is None) == (back is None)
    assert there != ""


@given(UNIONS, MEMBERS, st.sampled_from(NAMES), st.sampled_from(NAMES), st.randoms())
def test_the_order_of_members_never_changes_a_word(unions, members, one, other, random):
    turned = list(members)
    random.shuffle(turned)

    assert relation(Network(members=tuple(turned), unions=unions), one, other) == relation(
        Network(members=members, unions=unions), one, other
    )


@given(UNIONS, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_line_is_the_same_from_both_ends(unions, one, other):
    there, back = families(unions).line(one, other), families(unions).line(other, one)

    if there is None or back is None:
        assert there is back
    else:
        assert (there.up + there.down, there.kind, there.half) == (back.up + back.down, back.kind, back.half)
