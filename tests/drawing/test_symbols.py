from itertools import combinations

import pytest

from netmeet.domain.emotional import OFFERED, ONE_WAY, EmotionalKind
from netmeet.domain.network import ChildKind, Gender, MemberKind, Sphere, UnionKind
from netmeet.drawing.paths import Path
from netmeet.drawing.scene import Dash, Line, Oval, Text
from netmeet.drawing.symbols import Outline, child_line, home_outline, member_symbol, outline_of, union_line
from netmeet.drawing.tielines import HARM, ORDER, PLAIN, SIGNS, Head, order_line, tie_line
from tests.support.make import a_member

WAY = ((0.0, 0.0), (20.0, 0.0), (40.0, 5.0))


def ink(shapes):
    """Everything that reaches the paper, without any colour other than grey to tell it by."""
    return tuple(sorted(repr(shape) for shape in shapes))


@pytest.mark.parametrize(
    ("fields", "outline"),
    [
        ({"gender": Gender.MAN}, Outline.SQUARE),
        ({"gender": Gender.WOMAN}, Outline.CIRCLE),
        ({"gender": Gender.NON_BINARY}, Outline.HEXAGON),
        ({}, Outline.DIAMOND),
        ({"kind": MemberKind.PET}, Outline.DIAMOND),
        ({"kind": MemberKind.ORGANISATION}, Outline.HOUSE),
        ({"kind": MemberKind.PLACE}, Outline.PIN),
    ],
)
def test_a_shape_says_who_or_what_somebody_is(fields, outline):
    member = a_member("Ann", **fields)

    assert outline_of(member) is outline
    assert isinstance(member_symbol(member, 0, 0, 10)[0], Oval if outline is Outline.CIRCLE else Line)


def test_every_symbol_is_drawn_in_its_own_way():
    looks = [
        *(a_member("Ann", gender=gender, dead=dead) for gender in Gender for dead in (False, True)),
        *(a_member("Ann", gender=gender, sphere=Sphere.PAID) for gender in Gender),
        *(a_member("Ann", kind=kind) for kind in (MemberKind.PET, MemberKind.ORGANISATION, MemberKind.PLACE)),
    ]
    drawn = [ink(member_symbol(member, 0, 0, 10)) for member in looks]

    assert len(set(drawn)) == len(looks)


def test_the_cross_of_somebody_who_died_leaves_room_for_their_age():
    dead = a_member("Ann", gender=Gender.WOMAN, dead=True)

    whole, broken = member_symbol(dead, 0, 0, 10), member_symbol(dead, 0, 0, 10, inside="84")

    assert min(abs(x) for line in whole if isinstance(line, Line) for x, _ in line.points) == 0
    assert min(abs(x) for line in broken if isinstance(line, Line) for x, _ in line.points) > 1.5
    assert [shape.text for shape in broken if isinstance(shape, Text)] == ["84"]


def test_unknown_gender_is_a_question_until_an_age_or_a_death_fills_it():
    assert [shape.text for shape in member_symbol(a_member("Ann"), 0, 0, 10) if isinstance(shape, Text)] == ["?"]
    assert not [shape for shape in member_symbol(a_member("Ann", dead=True), 0, 0, 10) if isinstance(shape, Text)]


def test_emotional_lines_are_all_drawn_in_their_own_way():
    kinds = [kind for kind in EmotionalKind if kind is not EmotionalKind.OTHER]

    assert set(SIGNS) == set(kinds)
    assert [(a, b) for a, b in combinations(kinds, 2) if SIGNS[a] == SIGNS[b]] == []
    drawn = {kind: ink(tie_line(WAY, kind)) for kind in kinds}
    assert len({*drawn.values(), ink(tie_line(WAY, None)), ink(tie_line(WAY, None, harm="P"))}) == len(kinds) + 2
    assert ink(tie_line(WAY, EmotionalKind.OTHER)) == ink(tie_line(WAY, None))
    assert PLAIN not in SIGNS.values()


def test_no_two_lines_between_people_share_strokes_dashes_overlay_mark_and_ends():
    """Nor does an order, a worry or a plain tie; a pen's breadth alone tells nothing apart but harm, which has its letters too."""
    signs = [*SIGNS.values(), ORDER]
    signatures = [(sign.strokes, sign.broken, sign.over, sign.middle, sign.head) for sign in signs]

    assert len(set(signatures)) == len(signs)
    assert (HARM.strokes, HARM.head, HARM.pen > 2 * ORDER.pen) == (1, Head.FULL, True)
    assert ink(order_line(WAY, 1, "RO")) != ink(tie_line(WAY, None, harm="RO"))


def test_the_dashes_around_those_who_live_together_are_no_other_lines():
    points = ((0.0, 0.0), (0.0, 4.0), (20.0, 4.0), (20.0, 0.0))
    others = [line for kind in UnionKind for line in union_line(points, kind)] + [
        line for kind in ChildKind for line in child_line(points, kind)
    ]

    assert home_outline(points).stroke.dash is Dash.LONG
    assert Dash.LONG not in {line.stroke.dash for line in others if isinstance(line, Line)}


def test_an_arrow_turned_round_is_the_line_the_other_way():
    assert ink(tie_line(WAY, EmotionalKind.FOCUSED_ON, -1)) == ink(tie_line(WAY[::-1], EmotionalKind.FOCUSED_ON, 1))
    assert len(tie_line(WAY, EmotionalKind.FOCUSED_ON, 0)) == len(tie_line(WAY, EmotionalKind.FOCUSED_ON, 1)) + 1


def test_couples_lines_differ_unless_their_words_tell_them_apart():
    alike = {UnionKind.MARRIED, UnionKind.CIVIL_PARTNERSHIP, UnionKind.WIDOWED, UnionKind.SINGLE, UnionKind.OTHER}
    points = ((0.0, 0.0), (0.0, 4.0), (20.0, 4.0), (20.0, 0.0))
    drawn = {kind: ink(union_line(points, kind)) for kind in UnionKind}

    assert {drawn[kind] for kind in alike} == {drawn[UnionKind.MARRIED]}
    assert len(set(drawn.values())) == len(UnionKind) - len(alike) + 1
    assert [len(union_line(points, kind)) for kind in (UnionKind.SEPARATED, UnionKind.DIVORCED)] == [2, 3]
    assert len(union_line(points[::-1], UnionKind.DIVORCED)) == 3


def test_childrens_lines_are_all_drawn_in_their_own_way():
    points = ((0.0, 0.0), (0.0, 3.0), (9.0, 3.0), (9.0, 9.0))

    assert len({ink(child_line(points, kind)) for kind in ChildKind if kind is not ChildKind.ADOPTED}) == len(ChildKind) - 1
    assert ink(child_line(points, ChildKind.ADOPTED)) != ink(child_line(points, ChildKind.BIRTH))
    assert ink(child_line(points, None)) == ink(child_line(points, ChildKind.BIRTH))


def test_a_path_of_one_place_can_still_be_drawn():
    for kind in EmotionalKind:
        assert tie_line(((3.0, 3.0), (3.0, 3.0)), kind)


def test_a_path_is_measured_along_its_way():
    path = Path(((0.0, 0.0), (3.0, 4.0), (3.0, 14.0)))

    assert path.length == 15
    assert path.at(5) == (3.0, 4.0)
    assert path.at(10, aside=2) == (1.0, 9.0)
    assert path.between(4, 6)[1:-1] == ((3.0, 4.0),)
    assert [round(Path(piece).length, 6) for piece in path.dashes(4, 3)] == [4, 4, 1]
    assert path.direction(12) == (0.0, 1.0)


def test_the_kinds_that_ask_which_way_are_those_whose_line_ends_in_an_arrowhead():
    assert {kind for kind, sign in SIGNS.items() if sign.head is not Head.NOTHING} == ONE_WAY


def test_every_kind_of_line_is_offered_once_with_words_of_its_own():
    offered = [kind for kinds in OFFERED.values() for kind in kinds]

    assert sorted(offered) == sorted(EmotionalKind)
    assert len({words for kinds in OFFERED.values() for words in kinds.values()}) == len(offered)


@pytest.mark.parametrize("kind", sorted(ONE_WAY))
def test_both_ways_has_an_arrowhead_at_either_end_and_one_way_at_the_end_it_goes_to(kind):
    def tips(arrow):
        heads = [line for line in tie_line(WAY, kind, arrow) if isinstance(line, Line) and line.closed and len(line.points) == 3]
        return {line.points[1] for line in heads}

    assert (tips(1), tips(-1), tips(0)) == ({WAY[-1]}, {WAY[0]}, {WAY[0], WAY[-1]})
