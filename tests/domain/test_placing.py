from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import UnknownMemberError
from netmeet.domain.kinship import Relation, gender_of, place_relative, relation
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Network, Union, UnionKind

R = Relation
MARRIED, SINGLE, OTHER, DIVORCED = UnionKind.MARRIED, UnionKind.SINGLE, UnionKind.OTHER, UnionKind.DIVORCED
NAMES = "ego ann bob cal dee eve fay gus".split()
WOMEN = {"ann", "dee", "eve", "fay"}
MEN = {"bob", "cal", "gus"}


def a_map(*unions):
    members = [
        Member(name, name, gender=Gender.WOMAN if name in WOMEN else Gender.MAN if name in MEN else Gender.UNKNOWN) for name in NAMES
    ]
    return Network("ego", (*members, Member("rex", "Rex", MemberKind.PET)), unions=unions)


def union(id, partners, *children, kind=None):
    held = tuple(one if isinstance(one, Child) else Child(one) for one in children)
    partners = tuple(partners.split())
    return Union(id, partners, kind or (MARRIED if len(partners) > 1 else SINGLE), children=held)


def adopted(name):
    return Child(name, ChildKind.ADOPTED)


def step(name):
    return Child(name, ChildKind.STEP)


def placed(unions, who, as_what, of="ego"):
    numbers = count(1)
    return place_relative(a_map(*unions), of, who, as_what, lambda: f"new{next(numbers)}")


PLACED = [
    # parents
    ((), "ann", R.MOTHER, (union("new1", "ann", "ego"),)),
    ((union("u", "ann", "ego"),), "bob", R.FATHER, (union("u", "ann bob", "ego", kind=OTHER),)),
    ((union("u", "", "ego", "dee"),), "bob", R.FATHER, (union("u", "bob", "ego", "dee"),)),
    ((union("u", "ann", "ego", kind=DIVORCED),), "bob", R.PARENT, (union("u", "ann bob", "ego", kind=DIVORCED),)),
    ((union("u", "ann bob", "ego"),), "eve", R.MOTHER, (union("new1", "eve", "ego"),)),
    ((union("u", "ann bob", "ego"),), "ann", R.MOTHER, ()),
    ((union("u", "ann bob", "ego"),), "ann", R.ADOPTIVE_MOTHER, (Union("new1", ("ann",), SINGLE, children=(adopted("ego"),)),)),
    ((union("u", "ann", adopted("ego")),), "bob", R.FATHER, (union("new1", "bob", "ego"),)),
    ((union("u", "ann", adopted("ego")),), "bob", R.ADOPTIVE_FATHER, (Union("u", ("ann", "bob"), OTHER, children=(adopted("ego"),)),)),
    ((), "ann", R.FOSTER_PARENT, (Union("new1", ("ann",), SINGLE, children=(Child("ego", ChildKind.FOSTER),)),)),
    (
        (union("u", "ann", "ego", "dee"), union("v", "ann bob", "dee", "cal")),
        "bob",
        R.FATHER,
        (union("u", "ann", "dee"), union("v", "ann bob", "dee", "cal", "ego")),
    ),
    # children
    ((), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    ((union("u", "ego ann", "cal"),), "dee", R.DAUGHTER, (union("u", "ego ann", "cal", "dee"),)),
    ((union("u", "ego ann"), union("v", "ego bob")), "dee", R.CHILD, (union("new1", "ego", "dee"),)),
    ((union("u", "ego ann"), union("v", "ego", "cal")), "dee", R.CHILD, (union("v", "ego", "cal", "dee"),)),
    ((union("u", "ego ann", "dee"),), "dee", R.DAUGHTER, ()),
    ((union("u", "ann", "dee"),), "dee", R.DAUGHTER, (union("u", "ann ego", "dee", kind=OTHER),)),
    ((union("u", "ann", "dee"), union("v", "ego ann")), "dee", R.DAUGHTER, (union("u", "ann"), union("v", "ego ann", "dee"))),
    ((union("u", "ego bob", kind=DIVORCED),), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    ((union("u", "ego bob", kind=DIVORCED), union("v", "ego", "cal")), "dee", R.DAUGHTER, (union("v", "ego", "cal", "dee"),)),
    ((union("u", "ego bob", kind=UnionKind.SEPARATED),), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    ((union("u", "ego bob", kind=UnionKind.COHABITING),), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    ((union("u", "ego bob", kind=OTHER),), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    ((Union("u", ("ego", "bob"), MARRIED, end=PartialDate(1990)),), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    (
        (union("u", "ego bob", kind=UnionKind.CIVIL_PARTNERSHIP),),
        "dee",
        R.CHILD,
        (union("u", "ego bob", "dee", kind=UnionKind.CIVIL_PARTNERSHIP),),
    ),
    ((union("u", "ego bob"), union("v", "ego gus", kind=DIVORCED)), "dee", R.DAUGHTER, (union("new1", "ego", "dee"),)),
    ((union("u", "ego bob"),), "cal", R.ADOPTED_SON, (Union("new1", ("ego",), SINGLE, children=(adopted("cal"),)),)),
    ((union("u", "ego bob"),), "cal", R.FOSTER_SON, (Union("new1", ("ego",), SINGLE, children=(Child("cal", ChildKind.FOSTER),)),)),
    ((union("u", "ego bob"), Union("v", ("ego",), SINGLE, children=(adopted("cal"),))), "dee", R.CHILD, (union("u", "ego bob", "dee"),)),
    ((), "cal", R.ADOPTED_SON, (Union("new1", ("ego",), SINGLE, children=(adopted("cal"),)),)),
    ((union("u", "ego ann", step("cal")),), "cal", R.ADOPTED_SON, (Union("new1", ("ego",), SINGLE, children=(adopted("cal"),)),)),
    # brothers and sisters
    ((), "dee", R.SISTER, (union("new1", "", "ego", "dee", kind=SINGLE),)),
    ((union("u", "ann bob", "ego"),), "dee", R.SISTER, (union("u", "ann bob", "ego", "dee"),)),
    ((union("u", "ann", adopted("ego")), union("v", "bob", "ego")), "dee", R.SISTER, (union("v", "bob", "ego", "dee"),)),
    ((union("u", "ann", adopted("ego")),), "dee", R.SIBLING, (Union("u", ("ann",), SINGLE, children=(adopted("ego"), Child("dee"))),)),
    ((union("u", "ann bob", "dee"),), "dee", R.SISTER, (union("u", "ann bob", "dee", "ego"),)),
    ((union("u", "ann bob", "dee", "ego"),), "dee", R.SISTER, ()),
    ((union("u", "ann", "dee"), union("v", "bob", "ego")), "dee", R.SISTER, None),
    # half-brothers and half-sisters
    ((union("u", "ann", "ego"),), "dee", R.HALF_SISTER, (union("new1", "ann", "dee"),)),
    ((union("u", "ann", "ego"), union("v", "ann", "cal")), "dee", R.HALF_SISTER, (union("v", "ann", "cal", "dee"),)),
    ((union("u", "ann", "ego"), union("v", "ann", "dee")), "dee", R.HALF_SISTER, ()),
    ((union("u", "ann bob", "ego"),), "dee", R.HALF_SISTER, None),
    ((), "dee", R.HALF_SISTER, None),
    # partners
    ((), "bob", R.HUSBAND, (union("new1", "ego bob"),)),
    ((), "bob", R.PARTNER, (union("new1", "ego bob", kind=OTHER),)),
    ((), "bob", R.CIVIL_PARTNER, (union("new1", "ego bob", kind=UnionKind.CIVIL_PARTNERSHIP),)),
    ((), "bob", R.FIANCE, (union("new1", "ego bob", kind=UnionKind.ENGAGED),)),
    ((), "bob", R.FORMER_HUSBAND, (union("new1", "ego bob", kind=DIVORCED),)),
    ((), "bob", R.FORMER_PARTNER, (union("new1", "ego bob", kind=UnionKind.SEPARATED),)),
    ((union("u", "ego ann", "dee"),), "bob", R.HUSBAND, (union("new1", "ego bob"),)),
    ((union("u", "bob ego", "dee", kind=OTHER),), "bob", R.HUSBAND, (union("u", "bob ego", "dee"),)),
    ((union("u", "bob ego"),), "bob", R.HUSBAND, ()),
    ((union("u", "bob ego"),), "bob", R.PARTNER, ()),
    ((union("u", "bob ego", kind=OTHER),), "bob", R.PARTNER, ()),
    # grandparents and grandchildren
    ((), "eve", R.GRANDMOTHER, None),
    ((union("u", "ann", "ego"),), "eve", R.GRANDMOTHER, (union("new1", "eve", "ann"),)),
    ((union("u", "ann bob", "ego"),), "eve", R.GRANDMOTHER, None),
    ((union("u", "ann bob", "ego"), union("v", "fay", "ann")), "eve", R.GRANDMOTHER, (union("new1", "eve", "bob"),)),
    ((union("u", "ann", "ego"), union("v", "fay", "ann")), "gus", R.GRANDFATHER, (union("v", "fay gus", "ann", kind=OTHER),)),
    ((union("u", "ann", "ego"), union("v", "fay", "ann")), "eve", R.GRANDMOTHER, None),
    ((union("u", "ann", "ego"), union("v", "fay", "ann")), "eve", R.GRANDPARENT, (union("v", "fay eve", "ann", kind=OTHER),)),
    ((union("u", "ann", "ego"), union("v", "fay gus", "ann")), "eve", R.GRANDPARENT, None),
    ((union("u", "ann", "ego"), union("v", "fay", "ann")), "fay", R.GRANDMOTHER, ()),
    ((union("u", "ann zoe", "ego"), union("v", "zoe", "ann")), "fay", R.GRANDMOTHER, None),
    ((union("u", "ego", "dee"),), "cal", R.GRANDSON, (union("new1", "dee", "cal"),)),
    ((union("u", "ego", "dee", "eve"),), "cal", R.GRANDSON, None),
    ((union("u", "ego", "dee"), union("v", "dee", "cal")), "cal", R.GRANDSON, ()),
    ((), "cal", R.GRANDCHILD, None),
    # step-families
    ((union("u", "ann", "ego"),), "gus", R.STEPFATHER, (Union("new1", ("ann", "gus"), OTHER, children=(step("ego"),)),)),
    ((union("u", "ann", "ego"), union("v", "ann gus", "cal")), "gus", R.STEPFATHER, (union("v", "ann gus", "cal", step("ego")),)),
    ((union("u", "ann gus", step("ego")),), "gus", R.STEPFATHER, ()),
    ((union("u", "ann bob", "ego"),), "gus", R.STEPFATHER, None),
    ((), "gus", R.STEPFATHER, None),
    ((union("u", "ego ann"),), "dee", R.STEPDAUGHTER, (union("new1", "ego", step("dee")),)),
    ((union("u", "ego ann", step("dee")),), "dee", R.STEPDAUGHTER, ()),
    ((union("u", "ego ann"), union("v", "ego bob")), "dee", R.STEPDAUGHTER, (union("new1", "ego", step("dee")),)),
    ((union("u", "ego", "cal"),), "dee", R.STEPDAUGHTER, (union("u", "ego", "cal", step("dee")),)),
    # what the word alone does not place
    ((union("u", "ann", "ego"),), "eve", R.AUNT, None),
    ((), "cal", R.COUSIN, None),
    ((union("u", "ego bob"),), "eve", R.MOTHER_IN_LAW, None),
    ((), "dee", R.STEPSISTER, None),
    ((), "ego", R.MOTHER, None),
    ((), "rex", R.SON, None),
]


@pytest.mark.parametrize(("unions", "who", "as_what", "expected"), PLACED, ids=range(len(PLACED)))
def test_a_relative_is_placed_where_the_word_says_and_nowhere_else(unions, who, as_what, expected):
    assert placed(unions, who, as_what) == expected


def test_the_father_of_one_child_is_not_made_the_father_of_the_others():
    alone = union("u", "ego", "dee", "cal", adopted("eve"))
    left = union("u", "ego", "cal", adopted("eve"))

    assert placed((alone,), "bob", R.FATHER, of="dee") == (left, union("new1", "ego bob", "dee", kind=OTHER))
    couple = union("v", "ego bob", kind=DIVORCED)
    assert placed((alone, couple), "bob", R.FATHER, of="dee") == (left, union("v", "ego bob", "dee", kind=DIVORCED))


def test_the_adults_brothers_and_sisters_have_the_parents_that_the_adult_has():
    assert placed((union("u", "ann", "ego", "dee"),), "bob", R.FATHER) == (union("u", "ann bob", "ego", "dee", kind=OTHER),)


def test_nobody_can_be_placed_who_is_not_on_the_map():
    with pytest.raises(UnknownMemberError):
        placed((), "zoe", R.MOTHER)
    with pytest.raises(UnknownMemberError):
        placed((), "ann", R.MOTHER, of="zoe")


FAMILIES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(ChildKind)), max_size=3, unique_by=lambda place: place[0]),
        st.sampled_from(UnionKind),
    ),
    max_size=4,
).map(
    lambda rows: tuple(
        Union(f"u{number}", tuple(partners), kind, children=tuple(Child(*place) for place in children))
        for number, (partners, children, kind) in enumerate(rows)
    )
)


def changed(network, unions):
    new = {union.id: union for union in unions}
    kept = [new.pop(union.id, union) for union in network.unions]
    return Network(network.adult_id, network.members, unions=(*kept, *new.values()))


@given(FAMILIES, st.sampled_from(NAMES[1:]), st.sampled_from(Relation))
def test_placing_takes_nobody_out_of_a_family_and_settles_at_once(unions, who, as_what):
    before = a_map(*unions)
    numbers = count(1)
    result = place_relative(before, "ego", who, as_what, lambda: f"new{next(numbers)}")
    if result is None:
        return
    after = changed(before, result)

    lost = {(child.member, partner) for one in before.unions for child in one.children for partner in one.partners} - {
        (child.member, partner) for one in after.unions for child in one.children for partner in one.partners
    }
    assert not lost
    assert relation(after, "ego", who) is not None
    assert place_relative(after, "ego", who, as_what, lambda: "again") in ((), None)


@pytest.mark.parametrize("as_what", [one for one in Relation if gender_of(one) is not Gender.UNKNOWN])
def test_who_is_placed_on_an_empty_map_is_called_what_they_were_placed_as(as_what):
    who = "dee" if gender_of(as_what) is Gender.WOMAN else "cal"
    result = placed((), who, as_what)

    if result:
        assert relation(changed(a_map(), result), "ego", who) == as_what
