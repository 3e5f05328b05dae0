"""The worker's view: members, ties, couples with children, households; questions that never block; staff on the map."""

import re
from dataclasses import replace

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.kinship import relation
from netmeet.domain.network import Child, ChildKind, Gender, Household, Member, MemberKind, Sphere, TieKind, Union, UnionKind
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    What,
)
from netmeet.services import cases, mapping, network, staff
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import OpenCase
from netmeet.services.readings import Said, record, record_all
from netmeet.web.fields import one_line
from tests.support.hostile import NAMES
from tests.support.pages import links, ticked, values_of, words_of, would_run
from tests.support.site import ADMINISTRATOR, COLLEAGUE, SUPERVISOR, WORKER, hidden_fields

NOBODY = "00000000-0000-7000-8000-00000000ffff"


class Map:
    """One case of this test, and short ways to put people on its map."""

    def __init__(self, within, case_id):
        self.within, self.case_id, self.path = within, case_id, f"/cases/{case_id}/network"

    @property
    def now(self):
        return self.within(self.case_id, lambda case: case.network)

    @property
    def adult(self):
        return self.now.adult_id

    def add(self, name, tie_to="", **fields):
        """Put somebody on the map, tied to the adult unless ``tie_to`` is None. Returns their id."""
        to = self.adult if tie_to == "" else tie_to
        return self.within(self.case_id, lambda case: network.add_member(case, Member("", name, **fields), to, TieKind.SOCIAL, "").id)

    def change(self, member_id, actor=COLLEAGUE, **fields):
        """Change a member as somebody else would."""

        def do(case):
            member = case.network.member(member_id)
            network.save_member(case, replace(member, **fields), member.version)

        self.within(self.case_id, do, actor)

    def tie(self, one, other=""):
        """The tie of somebody with somebody else, or with the adult."""
        return self.now.tie_between(one, other or self.adult)

    def union(self, *partners, children=(), kind=UnionKind.MARRIED, **fields):
        made = Union("", partners, kind, children=tuple(Child(child) for child in children), **fields)
        return self.within(self.case_id, lambda case: network.save_union(case, made, None))

    def named(self, name):
        return next(member for member in self.now.members if member.name == name)


@pytest.fixture
def here(within, case_id):
    return Map(within, case_id)


@pytest.fixture
def elsewhere(worker, within):
    """Another case of the same worker, whose ids must open nothing in the first."""
    return Map(within, worker.post("/cases/new", {"name": "Ade Bello"}).split("/")[2])


# ---------------------------------------------------------------- members


EVERYTHING = {
    "name": "Lee Okafor",
    "kind": "person",
    "sphere": "family",
    "does": "son, takes her shopping",
    "gender": "man",
    "pronouns": "he/him",
    "born": "12/6/1975",
    "birth_order": "2",
    "address": "4 Mill Lane",
    "phone": "01234 567890",
    "email": "lee@example.org",
    "safe_contact": "After six",
    "communication": "Text messages",
    "health": "Asthma",
    "off_copies": "y",
}


def test_only_a_name_is_needed(worker, here):
    led_to = worker.post(f"{here.path}/members/new", {"name": "Bea", "tie_to": ""})

    page = worker.get(led_to)
    assert "Bea" in words_of(page)
    assert "Nothing but the name so far." in words_of(page)
    assert here.tie(here.named("Bea").id) is None


def test_everything_about_a_member_is_kept_and_shown(worker, here):
    led_to = worker.post(f"{here.path}/members/new", EVERYTHING | {"tie_to": here.adult})

    page = words_of(worker.get(led_to))
    for shown in ("he/him", "12 June 1975", "4 Mill Lane", "01234 567890", "lee@example.org", "After six", "Text messages", "Asthma"):
        assert shown in page
    assert "kept off every copy" in page
    lee = here.named("Lee Okafor")
    assert (lee.gender, lee.sphere, lee.birth_order, lee.born) == (Gender.MAN, Sphere.FAMILY, 2, PartialDate(1975, 6, 12))
    assert here.tie(lee.id).kind is TieKind.KINSHIP

    form = values_of(worker.get(f"{led_to}/edit"))
    assert form == {
        "name": "Lee Okafor",
        "sphere": "family",
        "does": "son, takes her shopping",
        "pronouns": "he/him",
        "born": "12 June 1975",
        "died": "",
        "birth_order": "2",
        "address": "4 Mill Lane",
        "phone": "01234 567890",
        "email": "lee@example.org",
        "safe_contact": "After six",
        "communication": "Text messages",
        "health": "Asthma",
        "staff_id": "",
    }


@pytest.mark.parametrize(
    ("sphere", "chosen", "kind"),
    [
        ("family", "", TieKind.KINSHIP),
        ("paid", "", TieKind.PAID),
        ("friend", "", TieKind.SOCIAL),
        ("friend", "paid", TieKind.PAID),
        ("", "", TieKind.SOCIAL),
    ],
)
def test_a_new_tie_is_what_was_chosen_or_what_usually_is(worker, here, sphere, chosen, kind):
    worker.post(f"{here.path}/members/new", {"name": "Bea", "tie_to": here.adult, "sphere": sphere, "tie_kind": chosen})

    assert here.tie(here.named("Bea").id).kind is kind


def test_a_member_may_know_somebody_else_first(worker, here):
    lee = here.add("Lee")

    worker.post(f"{here.path}/members/new", {"name": "Kim", "tie_to": lee})

    kim = here.named("Kim").id
    assert here.tie(kim) is None
    assert here.tie(kim, lee) is not None
    assert "Kim" in words_of(worker.get(f"{here.path}/members/{lee}"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter a name"),
        ("name", "\u200b", "Enter a name"),
        ("name", "x" * 301, "Name must be 300 characters or fewer"),
        ("kind", "robot", "Choose one of the answers on the list"),
        ("sphere", "heaven", "Choose one of the answers on the list"),
        ("gender", "x", "Choose one of the answers on the list"),
        ("age", "perhaps", "Choose one of the answers on the list"),
        ("pronouns", "x" * 41, "Pronouns must be 40 characters or fewer"),
        ("born", "31/2/1950", "Enter a year, a month or a day"),
        ("died", "soon", "Enter a year, a month or a day"),
        ("birth_order", "0", "must be a whole number between 1 and 40"),
        ("birth_order", "first", "must be a whole number between 1 and 40"),
        ("birth_order", "1" * 5000, "must be a whole number between 1 and 40"),
        ("address", "x" * 501, "Address must be 500 characters or fewer"),
        ("phone", "x" * 61, "Telephone must be 60 characters or fewer"),
        ("email", "x" * 201, "Email must be 200 characters or fewer"),
        ("health", "x" * 2001, "must be 2,000 characters or fewer"),
        ("staff_id", NOBODY, "Choose one of the answers on the list"),
        ("staff_id", WORKER.id, "Choose one of the answers on the list"),
        ("tie_to", NOBODY, "Choose one of the answers on the list"),
        ("tie_kind", "marriage", "Choose one of the answers on the list"),
    ],
)
def test_bad_values_are_refused_in_words_and_the_rest_stays_typed(worker, here, field, typed, message):
    page = worker.post(f"{here.path}/members/new", EVERYTHING | {field: typed}, status=400)

    assert message in words_of(page)
    kept = values_of(page)
    assert all(kept[name] == value for name, value in EVERYTHING.items() if name in kept and name != field)
    assert len(here.now.members) == 1


def test_a_form_sent_twice_makes_one_member(worker, here):
    sent = hidden_fields(worker.get(f"{here.path}/members/new")) | {"name": "Bea"}

    first, second = (worker.client.post(f"{here.path}/members/new", data=sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert len(here.now.members) == 2


def test_two_people_who_change_a_member_lose_nothing(worker, here):
    lee, kim = here.add("Lee", does="drives"), here.add("Kim")
    path = f"{here.path}/members/{lee}/edit"
    opened = hidden_fields(worker.get(path))
    here.change(lee, does="cooks", sphere=Sphere.FAMILY, under_18=False, born=PartialDate(1975, 6), staff_id=SUPERVISOR.id, off_copies=True)

    typed = {"name": "Lee", "sphere": "friend", "does": "drives at night", "born": "1976"}
    answer = worker.client.post(path, data=opened | typed | {"age": "", "staff_id": ""})

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert f"{COLLEAGUE.name} saved a change to Lee" in page
    for theirs in (
        "What do they do? cooks",
        "Where do they belong? Family",
        "how old? 18 or over",
        "Born June 1975",
        f"account? {SUPERVISOR.name}",
    ):
        assert theirs in page
    assert "Keep them off every copy that leaves yes" in page
    assert {name: values_of(answer.text)[name] for name in typed} == typed
    assert kim not in page

    again = hidden_fields(answer.text) | typed | {"age": ""}
    told = worker.client.post(path, data=again | {"staff_id": ""})
    assert told.status_code == 400
    assert "Only the supervisor of this case can do that" in told.text
    assert worker.client.post(path, data=hidden_fields(told.text) | typed | {"age": "", "staff_id": SUPERVISOR.id}).status_code == 303
    assert here.now.member(lee).does == "drives at night"


def test_a_draft_of_a_member_comes_back_when_asked_for(worker, here):
    lee = here.add("Lee", does="drives")
    path = f"{here.path}/members/{lee}/edit"
    token = hidden_fields(worker.get(path))["csrf_token"]
    worker.client.post(f"/drafts?path={path}", data={"name": "Lee", "does": "drives at night"}, headers={"X-CSRFToken": token})

    offered = worker.get(path)
    assert "Put my words back" in offered
    assert values_of(offered)["does"] == "drives"
    assert values_of(worker.get(f"{path}?draft=use"))["does"] == "drives at night"

    worker.post(path, {"name": "Lee", "does": "drives at night"})
    assert "Put my words back" not in worker.get(path)


def test_somebody_who_died_is_said_to_have_died(worker, here):
    lee = here.add("Lee", died=PartialDate(2019))
    kim = here.add("Kim", dead=True)

    assert "Lee (has died)" in words_of(worker.get(here.path))
    assert "Died 2019" in words_of(worker.get(f"{here.path}/members/{lee}"))
    assert "Died date not known" in words_of(worker.get(f"{here.path}/members/{kim}"))


def test_the_adult_stays_a_person(worker, here):
    page = worker.post(f"{here.path}/members/{here.adult}/edit", {"name": "Rose Okafor", "kind": "place"}, status=400)

    assert "The map is about this person." in words_of(page)


@pytest.mark.parametrize("what", ["", "/edit", "/remove", "/relative"])
def test_members_of_another_case_are_not_here(worker, here, elsewhere, what):
    for member_id in (elsewhere.adult, NOBODY):
        page = worker.client.get(f"{here.path}/members/{member_id}{what}")

        assert page.status_code in (400, 404)
        assert "Ade" not in page.text
    assert worker.client.get(f"{here.path}/members/not-an-id{what}").status_code == 404


def test_a_member_is_taken_off_the_map_after_being_asked_once(worker, here):
    lee, kim = here.add("Lee"), here.add("Kim")
    here.union(here.adult, lee, children=[kim])
    record_id = here.tie(lee).id
    here.within(here.case_id, lambda case: record(case, Said(record_id, Closeness(Ring.INTIMACY), Voice.ADULT)))
    asked = worker.get(f"{here.path}/members/{lee}/remove")
    assert "put on the map by mistake" in words_of(asked)
    assert "Take Lee off the map?" in words_of(asked)

    assert worker.post(f"{here.path}/members/{lee}/remove") == here.path

    assert "Taken off the map." in words_of(worker.get(here.path), "body")
    for page in (f"/cases/{here.case_id}/map", f"/cases/{here.case_id}/drawings/genogram"):
        assert "Lee" not in worker.get(page)
    worker.get(f"{here.path}/members/{lee}", status=400)
    assert [child.member for union in here.now.unions for child in union.children] == [kim]

    assert "Taken off the map (1)" in words_of(worker.get(here.path))
    worker.post(f"{here.path}/members/{lee}/put-back", page=here.path)
    assert "Lee" in worker.get(f"/cases/{here.case_id}/map")
    assert here.now.said(record_id, What.CLOSENESS)


def test_worries_go_out_of_sight_only_when_somebody_is_sure(worker, here):
    lee = here.add("Lee")
    worry = Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A, "Took her card")
    said = Said(here.tie(lee).id, worry, Voice.PRACTITIONER, basis=Basis.SEEN)
    here.within(here.case_id, lambda case: record(case, said))
    assert "1 of them a worry or an order" in words_of(worker.get(f"{here.path}/members/{lee}/remove"))

    assert "Tick the box if they may go out of sight" in words_of(worker.post(f"{here.path}/members/{lee}/remove", status=400))
    assert here.now.has(lee)

    worker.post(f"{here.path}/members/{lee}/remove", {"sure": "y"})
    assert not here.now.has(lee)
    assert "1 member was taken off the map. Nothing that was said about them is on this page." in words_of(
        worker.get(f"/cases/{here.case_id}/risk")
    )


def test_nobody_is_put_back_who_was_not_taken_off(worker, here):
    lee = here.add("Lee")

    worker.post(f"{here.path}/members/{lee}/put-back", page=f"{here.path}/members/{lee}/edit", status=404, action="")


def test_the_adult_stays_on_the_map(worker, here):
    page = worker.post(f"{here.path}/members/{here.adult}/remove", status=400)

    assert "The map is about this person, so they stay on it." in words_of(page)
    assert here.now.adult is not None
    member_page = worker.get(f"{here.path}/members/{here.adult}")
    assert "Take off the map" not in words_of(member_page)


# ---------------------------------------------------------------- staff on the map


def test_staff_are_locked_out_the_moment_they_stand_on_the_map(worker, here, visitor):
    sol = visitor("sol")
    sol.get(here.path)
    lee = here.add("Sol")

    worker.post(f"{here.path}/members/{lee}/edit", {"name": "Sol", "staff_id": SUPERVISOR.id})

    sol.get(here.path, status=404)
    assert "Rose Okafor" not in sol.get("/")
    assert "has an account here, and cannot open this case" in words_of(worker.get(f"{here.path}/members/{lee}"))


def test_whoever_is_taken_off_the_map_stays_locked_out_and_the_page_says_so(worker, here, visitor):
    lee, kim = here.add("Sol", staff_id=SUPERVISOR.id), here.add("Kim")
    stays = "stay locked out of this case when they are off the map"
    assert stays in words_of(worker.get(f"{here.path}/members/{lee}/remove"))
    assert stays not in words_of(worker.get(f"{here.path}/members/{kim}/remove"))

    worker.post(f"{here.path}/members/{lee}/remove")

    visitor("sol").get(here.path, status=404)


def test_a_new_member_who_is_staff_is_locked_out_at_once(worker, here, visitor):
    sol = visitor("sol")

    worker.post(f"{here.path}/members/new", {"name": "Sol", "staff_id": SUPERVISOR.id})

    sol.get(here.path, status=404)


def test_the_worker_is_not_among_those_who_can_be_put_on_the_map_and_cannot_be_tampered_in(worker, here):
    lee = here.add("Lee")
    page = worker.get(f"{here.path}/members/{lee}/edit")
    assert COLLEAGUE.name in page
    assert f'value="{WORKER.id}"' not in page

    worker.post(f"{here.path}/members/{lee}/edit", {"name": "Lee", "staff_id": WORKER.id}, status=400)

    worker.get(here.path)


@pytest.mark.parametrize("new", [True, False])
def test_somebody_else_who_may_edit_cannot_lock_the_worker_out(worker, here, visitor, new):
    here.within(here.case_id, lambda case: cases.share(case, COLLEAGUE.id, may_edit=True, reason="Covering leave"))
    path = f"{here.path}/members/new" if new else f"{here.path}/members/{here.add('Wren')}/edit"

    page = visitor("cole").post(path, {"name": "Wren", "does": "cousin", "staff_id": WORKER.id}, status=400)

    assert "This person works on this case." in words_of(page)
    assert values_of(page)["does"] == "cousin"
    assert values_of(page)["staff_id"] == WORKER.id
    worker.get(here.path)


def test_somebody_whose_account_was_closed_stays_locked_out_when_the_member_is_changed(worker, here, app, clock):
    lee = here.add("Sol", staff_id=SUPERVISOR.id)
    with app.extensions["netmeet"].new_db() as session:
        begin(session, writes=True)
        staff.change_user(Caller(session, ADMINISTRATOR, clock()), replace(SUPERVISOR, active=False), 1)
        session.commit()
    page = worker.get(f"{here.path}/members/{lee}/edit")
    assert values_of(page)["staff_id"] == SUPERVISOR.id

    worker.post(f"{here.path}/members/{lee}/edit", values_of(page) | {"does": "cousin"})

    assert here.now.member(lee).staff_id == SUPERVISOR.id


# ---------------------------------------------------------------- relatives


@pytest.mark.parametrize(
    ("word", "gender"), [("mother", Gender.WOMAN), ("brother", Gender.MAN), ("child", Gender.UNKNOWN), ("husband", Gender.MAN)]
)
def test_a_relative_is_put_in_their_place(worker, here, word, gender):
    lee = here.add("Lee")

    worker.post(f"{here.path}/members/{lee}/relative", {"relation": word, "of": here.adult})

    page = words_of(worker.get(f"{here.path}/members/{lee}"), "body")
    assert "In their place in the family now." in page
    assert relation(here.now, here.adult, lee) == word
    assert here.now.member(lee).gender is gender
    worker.post(f"{here.path}/members/{lee}/relative", {"relation": word, "of": here.adult})
    assert "In their place in the family now." in worker.get(here.path)
    assert len(here.now.unions) == 1


def test_a_gender_that_is_known_is_not_changed_by_a_word(worker, here):
    lee = here.add("Lee", gender=Gender.NON_BINARY)

    worker.post(f"{here.path}/members/{lee}/relative", {"relation": "mother", "of": here.adult})

    assert here.now.member(lee).gender is Gender.NON_BINARY


def test_a_relation_that_does_not_say_enough_is_written_on_the_tie(worker, here):
    vi, kim = here.add("Vi"), here.add("Kim", tie_to=None)

    for relative in (vi, kim, vi):
        worker.post(f"{here.path}/members/{relative}/relative", {"relation": "aunt", "of": here.adult})

    assert "To draw the line, the people between them have to be on the map." in words_of(worker.get(f"{here.path}/members/{vi}"), "body")
    assert [(here.tie(one).label, here.tie(one).kind) for one in (vi, kim)] == [("aunt", TieKind.KINSHIP)] * 2
    assert "aunt" in words_of(worker.get(f"{here.path}/ties/{here.tie(vi).id}"))
    assert here.now.unions == ()


def test_a_relation_stands_beside_what_the_tie_was_called(worker, here):
    vi = here.add("Vi")
    called = replace(here.tie(vi), label="landlady")
    here.within(here.case_id, lambda case: network.save_tie(case, called, 1))

    worker.post(f"{here.path}/members/{vi}/relative", {"relation": "aunt", "of": here.adult})

    assert here.tie(vi).label == "landlady, aunt"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"relation": "", "of": "ADULT"}, "Choose how they are related"),
        ({"relation": "boss", "of": "ADULT"}, "Choose one of the answers on the list"),
        ({"relation": "mother", "of": ""}, "Choose whose relative they are"),
        ({"relation": "mother", "of": "SELF"}, "Choose one of the answers on the list"),
        ({"relation": "mother", "of": NOBODY}, "Choose one of the answers on the list"),
    ],
)
def test_relations_that_make_no_sense_are_refused(worker, here, sent, message):
    lee = here.add("Lee")
    sent = {name: {"ADULT": here.adult, "SELF": lee}.get(value, value) for name, value in sent.items()}

    page = worker.post(f"{here.path}/members/{lee}/relative", sent, status=400)

    assert message in words_of(page)
    assert here.now.unions == ()


# ---------------------------------------------------------------- ties


def test_any_two_members_can_be_tied(worker, here):
    lee, kim = here.add("Lee"), here.add("Kim")
    form = worker.get(f"{here.path}/ties/new?one={lee}")
    assert values_of(form)["one"] == lee

    led_to = worker.post(f"{here.path}/ties/new", {"one": lee, "other": kim, "kind": "social", "label": "old friends"})

    page = words_of(worker.get(led_to))
    assert "Kim and Lee" in page
    assert "old friends" in page
    assert led_to == f"{here.path}/ties/{here.tie(lee, kim).id}"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"one": ""}, "Choose somebody"),
        ({"other": ""}, "Choose somebody else"),
        ({"other": "LEE"}, "Choose two different members."),
        ({"other": "ADULT"}, "These two are tied already."),
        ({"other": NOBODY}, "Choose one of the answers on the list"),
        ({"kind": ""}, "Choose how they know one another"),
        ({"kind": "magic"}, "Choose one of the answers on the list"),
        ({"label": "x" * 121}, "In a word or two must be 120 characters or fewer"),
    ],
)
def test_ties_that_make_no_sense_are_refused_and_what_was_typed_stays(worker, here, sent, message):
    lee, kim = here.add("Lee"), here.add("Kim")
    good = {"one": lee, "other": kim, "kind": "social", "label": "old friends"}
    ids = {"LEE": lee, "ADULT": here.adult}

    page = worker.post(f"{here.path}/ties/new", good | {name: ids.get(value, value) for name, value in sent.items()}, status=400)

    assert message in words_of(page)
    assert "label" in sent or values_of(page)["label"] == "old friends"
    assert here.tie(lee, kim) is None


def test_problems_are_listed_in_the_order_of_the_page(worker, here):
    page = words_of(worker.post(f"{here.path}/ties/new", {"one": "", "other": "", "kind": ""}, status=400))

    assert "There is a problem Choose somebody Choose somebody else Choose how they know one another" in page


def test_an_address_that_names_nobody_opens_the_form_all_the_same(worker, here):
    assert values_of(worker.get(f"{here.path}/ties/new?one=<script>"))["one"] == ""


def test_two_people_who_change_a_tie_lose_nothing(worker, here):
    tie = here.tie(here.add("Lee"))
    path = f"{here.path}/ties/{tie.id}/edit"
    opened = hidden_fields(worker.get(path))
    here.within(here.case_id, lambda case: network.save_tie(case, replace(tie, kind=TieKind.PAID, label="carer"), 1), COLLEAGUE)

    answer = worker.client.post(path, data=opened | {"kind": "social", "label": "friend"})

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert COLLEAGUE.name in page
    assert "Somebody is paid" in page
    assert "In a word or two carer" in page
    assert values_of(answer.text)["label"] == "friend"
    assert ticked(answer.text)["kind"] == ["social"]

    assert worker.client.post(path, data=hidden_fields(answer.text) | {"kind": "social", "label": "friend"}).status_code == 303
    assert here.now.tie(tie.id).label == "friend"


def test_a_tie_is_taken_off_after_being_asked_once(worker, here):
    lee = here.add("Lee")
    tie = here.tie(lee)
    assert "Lee and Rose Okafor Change the tie" in words_of(worker.get(f"{here.path}/ties/{tie.id}/edit"))
    assert "Lee and Rose Okafor Take this tie off the map?" in words_of(worker.get(f"{here.path}/ties/{tie.id}/remove"))

    worker.post(f"{here.path}/ties/{tie.id}/remove")

    assert here.tie(lee) is None
    worker.get(f"{here.path}/ties/{tie.id}", status=400)


@pytest.mark.parametrize("what", ["", "/edit", "/remove"])
def test_ties_of_another_case_are_not_here(worker, here, elsewhere, what):
    foreign = elsewhere.tie(elsewhere.add("Kit")).id
    for tie_id in (foreign, NOBODY):
        page = worker.client.get(f"{here.path}/ties/{tie_id}{what}")
        assert page.status_code in (400, 404)
        assert "Kit" not in page.text
    sent = hidden_fields(worker.get(f"{here.path}/ties/new"))
    assert worker.client.post(f"{here.path}/ties/{foreign}/remove", data=sent).status_code in (400, 404)
    assert elsewhere.now.tie(foreign)


# ---------------------------------------------------------------- couples and children


@pytest.fixture
def family(here):
    """Lee, Kim and three who may be children of theirs, on the map."""
    return {name: here.add(name) for name in ("Lee", "Kim", "Ada", "Ben", "Cy")}


def test_a_couple_with_children_of_every_kind_and_twins(worker, here, family):
    children = [family[name] for name in ("Ada", "Ben", "Cy")]

    led_to = worker.post(
        f"{here.path}/unions/new",
        {"first": family["Lee"], "second": family["Kim"], "kind": "cohabiting", "start": "1999", "end": "June 2004", "children": children},
    )

    page = worker.get(led_to.partition("#")[0])
    assert "Say how each child belongs to them." in words_of(page, "body")
    assert [values_of(page)[f"kind-{child}"] for child in children] == ["birth"] * 3
    path = led_to.partition("#")[0]
    kinds = {f"kind-{children[0]}": "adopted", f"multiple-{children[1]}": " t\x07 ", f"multiple-{children[2]}": "t"}
    assert worker.post(path, values_of(page) | ticked(page) | kinds) == here.path
    (union,) = here.now.unions
    assert union.children == (Child(children[0], ChildKind.ADOPTED), Child(children[1], multiple="t"), Child(children[2], multiple="t"))
    assert (union.kind, union.start, union.end) == (UnionKind.COHABITING, PartialDate(1999), PartialDate(2004, 6))
    assert "Lee and Kim cohabiting, 3 children" in words_of(worker.get(f"{here.path}/members/{family['Ada']}"))


@pytest.mark.parametrize("kind", ChildKind)
def test_every_kind_of_child_is_kept(worker, here, family, kind):
    union = here.union(family["Lee"], children=[family["Ada"]])
    page = worker.get(f"{here.path}/unions/{union.id}")

    worker.post(f"{here.path}/unions/{union.id}", values_of(page) | ticked(page) | {f"kind-{family['Ada']}": kind.value})

    assert here.now.unions[0].children == (Child(family["Ada"], kind),)


@pytest.mark.parametrize("kind", UnionKind)
def test_every_kind_of_couple_is_kept_and_drawn(worker, here, family, kind):
    worker.post(f"{here.path}/unions/new", {"first": family["Lee"], "second": family["Kim"], "kind": kind.value})

    assert here.now.unions[0].kind is kind
    assert "Lee" in worker.get(f"/cases/{here.case_id}/drawings/genogram")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"first": "", "second": "", "children": []}, "Choose a partner or parent, or at least their children."),
        ({"second": "Lee"}, "Choose two different partners, or leave the second empty."),
        ({"children": ["Lee"]}, "Each child stands in a union once, and is not one of the partners."),
        ({"first": NOBODY}, "Choose one of the answers on the list"),
        ({"children": [NOBODY]}, "Choose one of the answers on the list"),
        ({"kind": "enemies"}, "Choose one of the answers on the list"),
        ({"start": "long ago"}, "Enter a year, a month or a day"),
        ({"end": "31/2/2001"}, "Enter a year, a month or a day"),
        ({"label": "x" * 61}, "A word for it must be 60 characters or fewer"),
    ],
)
def test_couples_that_make_no_sense_are_refused_and_what_was_chosen_stays(worker, here, family, sent, message):
    good = {"first": "Lee", "second": "Kim", "kind": "married", "label": "wed", "children": ["Ada"]} | sent
    ids = lambda value: [family.get(one, one) for one in value] if isinstance(value, list) else family.get(value, value)  # noqa: E731

    page = worker.post(f"{here.path}/unions/new", {name: ids(value) for name, value in good.items()}, status=400)

    assert message in words_of(page)
    assert here.now.unions == ()
    assert values_of(page)["label"] == good["label"]
    assert "children" in sent or ticked(page)["children"] == [family["Ada"]]


def test_how_children_belong_stays_chosen_after_an_error(worker, here, family):
    union = here.union(family["Lee"], children=[family["Ada"]])
    path = f"{here.path}/unions/{union.id}"
    shown = worker.get(path)

    page = worker.post(
        path,
        values_of(shown) | ticked(shown) | {"start": "long ago", f"kind-{family['Ada']}": "foster", f"multiple-{family['Ada']}": "t"},
        status=400,
    )

    assert values_of(page)[f"kind-{family['Ada']}"] == "foster"
    assert values_of(page)[f"multiple-{family['Ada']}"] == "t"
    assert values_of(page)["start"] == "long ago"


def test_a_kind_of_child_that_was_never_offered_changes_nothing(worker, here, family):
    union = here.union(family["Lee"], children=[family["Ada"]])
    shown = worker.get(f"{here.path}/unions/{union.id}")

    worker.post(f"{here.path}/unions/{union.id}", values_of(shown) | ticked(shown) | {f"kind-{family['Ada']}": "stolen"})

    assert here.now.unions[0].children == (Child(family["Ada"]),)


def test_two_people_who_change_a_couple_lose_nothing(worker, here, family):
    union = here.union(family["Lee"], family["Kim"], children=[family["Ada"]])
    path = f"{here.path}/unions/{union.id}"
    opened = worker.get(path)
    theirs = replace(
        union, kind=UnionKind.DIVORCED, end=PartialDate(2010), children=(Child(family["Ada"], ChildKind.ADOPTED), Child(family["Ben"]))
    )
    here.within(here.case_id, lambda case: network.save_union(case, theirs, 1), COLLEAGUE)

    mine = values_of(opened) | ticked(opened) | {"kind": "separated"}
    answer = worker.client.post(path, data=hidden_fields(opened) | mine)

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert COLLEAGUE.name in page
    for shown in ("How are or were they joined? Divorced", "Until 2010", "Their children Ada, Ben", "Saved now: Adopted"):
        assert shown in page
    assert values_of(answer.text)["kind"] == "separated"
    assert ticked(answer.text)["children"] == [family["Ada"]]

    again = hidden_fields(answer.text) | values_of(answer.text) | ticked(answer.text)
    assert worker.client.post(path, data=again).status_code == 303
    assert here.now.unions[0].kind is UnionKind.SEPARATED


def test_partners_and_children_who_came_from_a_file_stay_whoever_they_are(worker, here, family):
    pet, third = here.add("Rex", kind=MemberKind.PET, sphere=Sphere.PET), here.add("Zoe")
    union = here.union(family["Lee"], family["Kim"], third, children=[pet, family["Ada"]])
    page = worker.get(f"{here.path}/unions/{union.id}")

    worker.post(f"{here.path}/unions/{union.id}", values_of(page) | ticked(page))

    (after,) = here.now.unions
    assert after.partners == (family["Lee"], family["Kim"], third)
    assert after.children == (Child(pet), Child(family["Ada"]))


def test_a_couple_is_taken_off_and_its_people_stay(worker, here, family):
    union = here.union(family["Lee"], family["Kim"])

    worker.post(f"{here.path}/unions/{union.id}/remove", page=f"{here.path}/unions/{union.id}")

    assert here.now.unions == ()
    assert here.now.has(family["Lee"])
    assert "The people stay." in words_of(worker.get(here.path), "body")


@pytest.mark.parametrize("things", ["unions", "households"])
def test_couples_and_households_of_another_case_are_not_here(worker, here, elsewhere, things):
    kit = elsewhere.add("Kit")
    union = elsewhere.union(kit)
    household = elsewhere.within(elsewhere.case_id, lambda case: network.save_household(case, Household("", "Kit’s", (kit,)), None))
    foreign = {"unions": union.id, "households": household.id}[things]

    for thing in (foreign, NOBODY):
        assert "Kit" not in worker.get(f"{here.path}/{things}/{thing}", status=404)
        sent = hidden_fields(worker.get(f"{here.path}/{things}/new"))
        assert worker.client.post(f"{here.path}/{things}/{thing}/remove", data=sent).status_code == 404
    assert (len(elsewhere.now.unions), len(elsewhere.now.households)) == (1, 1)


# ---------------------------------------------------------------- households


def test_a_household_is_made_changed_and_taken_off(worker, here, family):
    rex = here.add("Rex", kind=MemberKind.PET)
    worker.post(f"{here.path}/households/new", {"name": "Lee’s flat", "members": [family["Lee"], rex]})
    (household,) = here.now.households
    assert household.members == (family["Lee"], rex)
    assert "Lee’s flat 2 members" in words_of(worker.get(f"{here.path}/members/{family['Lee']}"))

    worker.post(f"{here.path}/households/{household.id}", {"name": "", "members": [family["Lee"], family["Kim"]]})
    assert set(here.now.households[0].members) == {family["Lee"], family["Kim"]}
    assert "Household 2 members" in words_of(worker.get(f"{here.path}/members/{family['Kim']}"))

    worker.post(f"{here.path}/households/{household.id}/remove", page=f"{here.path}/households/{household.id}")
    assert here.now.households == ()
    assert here.now.has(family["Lee"])


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"members": []}, "Choose who lives there."),
        ({"members": [NOBODY]}, "Choose one of the answers on the list"),
        ({"name": "x" * 121}, "A name for it must be 120 characters or fewer"),
    ],
)
def test_a_household_of_nobody_is_refused_and_its_name_stays(worker, here, family, sent, message):
    typed = {"name": "Lee’s flat", "members": [family["Lee"]]} | sent

    page = worker.post(f"{here.path}/households/new", typed, status=400)

    assert message in words_of(page)
    assert values_of(page)["name"] == typed["name"]
    assert here.now.households == ()


def test_two_people_who_change_a_household_lose_nothing(worker, here, family):
    made = Household("", "Lee’s flat", (family["Lee"],))
    household = here.within(here.case_id, lambda case: network.save_household(case, made, None))
    path = f"{here.path}/households/{household.id}"
    opened = hidden_fields(worker.get(path))
    theirs = replace(household, name="Kim’s house", members=(family["Kim"], family["Lee"]))
    here.within(here.case_id, lambda case: network.save_household(case, theirs, 1), COLLEAGUE)

    mine = {"name": "The flat", "members": [family["Lee"]]}
    answer = worker.client.post(path, data=opened | mine)

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert "A name for it Kim’s house" in page
    assert "Who lives there? Kim, Lee" in page
    assert values_of(answer.text)["name"] == "The flat"
    assert worker.client.post(path, data=hidden_fields(answer.text) | mine).status_code == 303
    assert here.now.households[0].name == "The flat"


def test_how_a_carer_manages_is_asked_of_those_who_help_unpaid_and_of_others_behind_more(worker, here):
    kev, jo = here.add("Kev"), here.add("Jo")
    helps = Said(here.tie(kev).id, Support(SupportKind.COMPANY, Direction.B_TO_A), Voice.ADULT)
    here.within(here.case_id, lambda case: record(case, helps))

    pages = {one: worker.get(f"{here.path}/members/{one}") for one in (kev, jo)}

    assert all(f"/members/{one}/say/strain" in page for one, page in pages.items()), "it can be written down of anybody"
    asked = "How do they manage with the help they give?"
    assert asked in words_of(pages[kev])
    assert "Nothing on the map says that they help anybody unpaid." not in pages[kev]
    first, more = pages[jo].split("<details", 1)[0], "Nothing on the map says that they help anybody unpaid."
    assert asked not in first
    assert more in words_of(pages[jo])
    here.within(here.case_id, lambda case: record(case, Said(jo, Strain(StrainLevel.STRETCHED), Voice.PRACTITIONER)))
    assert more not in words_of(worker.get(f"{here.path}/members/{jo}")), "what was said is never behind anything"


@pytest.mark.parametrize("what", ["concern", "restriction"])
def test_both_lists_of_names_are_in_one_order(worker, here, what):
    for name in ("Zed", "Ann", "Mo"):
        here.add(name)
    here.add("Rex", kind=MemberKind.PET)

    page = worker.get(f"{here.path}/between/{what}")

    lists = (page.split(f'name="{field}"')[1].split("</select>")[0] for field in ("one", "other"))
    one, other = (re.findall(r"<option[^>]*>([^<]+)</option>", found) for found in lists)
    assert one[1:] == other[1:] == ["Ann", "Mo", "Rose Okafor", "Zed"]


# ---------------------------------------------------------------- what does not fit together


def test_contradictions_stand_as_questions_and_block_nothing(worker, here):
    mum, gran = here.add("Mum", born=PartialDate(2001), gender=Gender.WOMAN), here.add("Gran", gender=Gender.WOMAN)
    here.change(here.adult, WORKER, born=PartialDate(1950))
    here.add("Gran")
    here.union(mum, children=[here.adult])
    here.union(gran, children=[here.adult])
    here.union(here.adult, children=[mum])

    page = words_of(worker.get(here.path))

    assert "Something is missing here, or does not fit together. It may be right all the same." in page
    for question in (
        "Rose Okafor (1950) was born before Mum (2001)",
        "are both entered as mother of Rose Okafor",
        "are entered as one another’s ancestors",
        "Gran is on the map twice: is that one person?",
    ):
        assert question in page
    worker.post(f"{here.path}/members/{mum}/edit", {"name": "Mum", "born": "2001", "died": "1990"})
    assert "is said to have died (1990) before being born (2001)" in words_of(worker.get(here.path))
    for drawing in ("genogram", "circles"):
        assert "Gran" in worker.get(f"/cases/{here.case_id}/drawings/{drawing}")
    assert "Gran" in worker.get(f"/cases/{here.case_id}/map")


# ---------------------------------------------------------------- who may look, who may change


def test_an_empty_map_says_where_to_begin(worker, here):
    assert "Nobody is on the map yet. Ask who is important" in words_of(worker.get(here.path))


def test_a_supervisor_reads_everything_and_is_offered_nothing_to_change(here, visitor):
    lee, kim = here.add("Lee"), here.add("Kim")
    here.union(lee, children=[kim])
    here.within(here.case_id, lambda case: network.save_household(case, Household("", "", (lee,)), None))
    sol = visitor("sol")

    for path in (here.path, f"{here.path}/members/{lee}", f"{here.path}/ties/{here.tie(lee).id}"):
        page = sol.get(path)
        assert "Lee" in page
        changes = [
            address
            for address in links(page, f"{here.path}/")
            if address.endswith(("/edit", "/remove", "/new", "/relative")) or "/say/" in address
        ]
        assert changes == []
    for path in ("/members/new", f"/members/{lee}/edit", f"/members/{lee}/remove", "/ties/new", "/unions/new", "/households/new"):
        assert "You cannot do this" in sol.get(here.path + path, status=403)


def test_a_stranger_finds_nothing(here, visitor):
    visitor("tam").get(here.path, status=404)


# ---------------------------------------------------------------- hostile names


READABLE = {kind: name.encode("utf-8", "replace").decode() for kind, (name, _) in NAMES.items() if kind != "spaces only"}


@pytest.fixture
def hostile(worker, here):
    """Somebody on the map under every hostile name, with what they do, in the family, at home and spoken of."""
    for name in READABLE.values():
        text = one_line(name)
        here.add(text, does=text, sphere=Sphere.FAMILY, address=text, health=text)
    first, second, *rest = [member.id for member in here.now.members if member.id != here.adult]
    here.union(first, second, children=rest, label="<b>")
    worker.post(f"{here.path}/households/new", {"name": "<img src=x onerror=alert(1)>", "members": [first, second]})
    worker.post(
        f"{here.path}/ties/{here.tie(first).id}/say/concern",
        {
            "level": "3",
            "type": "Not yet known",
            "direction": "b to a",
            "seen_or_heard": "</blockquote><script>alert(2)</script> ]]> \u202e",
            "basis": "seen",
            "voice": "practitioner",
            "presence": "not known",
            "present": rest[:3],
        },
    )
    return here


def test_hostile_names_are_text_on_every_page(worker, hostile):
    """Walk every page of the case that a link leads to, a few of each kind."""
    todo, seen, kinds = [f"/cases/{hostile.case_id}"], set(), {}
    while todo:
        path = todo.pop()
        kind = tuple("*" if len(part) == 36 else part for part in path.split("/"))
        if path in seen or kinds.get(kind, 0) >= 2 or path.partition("?")[0].endswith((".pdf", ".svg", ".png", ".ics", ".json", ".ged")):
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = worker.client.get(path)
        assert answer.status_code in (200, 303, 400, 403, 404), path
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert would_run(answer.text) == [], path
            todo += links(answer.text, f"/cases/{hostile.case_id}")
    assert len(kinds) > 15


def test_hostile_names_can_be_read_where_everybody_is_listed(worker, hostile):
    for path in (hostile.path, f"/cases/{hostile.case_id}/map", f"/cases/{hostile.case_id}/drawings/genogram"):
        page = words_of(worker.get(path))
        for kind, (_, read) in NAMES.items():
            assert kind == "control characters" or " ".join(read.split()) in page, (path, kind)
        assert "\u202e" not in page


@pytest.mark.parametrize(("what", "asks"), [("concern", "A worry about harm"), ("restriction", "An order, condition or limit")])
def test_a_worry_or_an_order_between_any_two_is_one_button_away(worker, here, what, asks):
    lee, kim = here.add("Lee"), here.add("Kim")
    assert f"{here.path}/between/{what}" in worker.get(here.path)

    led_to = worker.post(f"{here.path}/between/{what}", {"one": lee, "other": kim})

    assert asks in words_of(worker.get(led_to))
    assert here.now.tie_between(lee, kim) is None, "nothing is kept before it is saved"
    tie = here.within(here.case_id, lambda case: network.add_tie(case, kim, lee, TieKind.SOCIAL, ""))
    assert tie.id in worker.post(f"{here.path}/between/{what}", {"one": lee, "other": kim})
    assert "Choose two different members" in worker.post(f"{here.path}/between/{what}", {"one": lee, "other": lee}, status=400)


def test_somebody_who_is_named_as_late_has_died(worker, here):
    here.within(
        here.case_id, lambda case: mapping.add_names(case, mapping.read_names("Len, my late husband\nBee, late riser", Sphere.FAMILY))
    )

    assert {member.name: member.has_died for member in here.now.members if member.id != here.adult} == {"Len": True, "Bee": False}


def test_a_tie_that_a_worry_hangs_on_stays_on_the_map(worker, here):
    lee = here.add("Lee")
    tie = here.tie(lee)
    worry = Concern(ConcernType.FINANCIAL, ConcernLevel.SOME, Direction.B_TO_A, "Took her card")
    here.within(here.case_id, lambda case: record(case, Said(tie.id, worry, Voice.PRACTITIONER, basis=Basis.SEEN)))

    page = worker.post(f"{here.path}/ties/{tie.id}/remove", status=400)

    assert "so it stays on the map" in words_of(page)
    assert here.now.tie_between(here.adult, lee) == tie


def test_a_couple_that_is_joined_already_is_not_joined_again(worker, here):
    lee, kim = here.add("Lee"), here.add("Kim")
    here.union(here.adult, lee)

    page = worker.post(f"{here.path}/unions/new", {"first": lee, "second": here.adult, "kind": "married", "children": [kim]}, status=400)

    assert "These two are joined already" in words_of(page)
    assert len(here.now.unions) == 1


def test_a_child_of_one_becomes_the_child_of_both(worker, here):
    lee, kim, dan = here.add("Lee"), here.add("Kim"), here.add("Dan")
    here.union(here.adult, children=[kim, dan])

    worker.post(f"{here.path}/unions/new", {"first": lee, "second": here.adult, "kind": "married", "children": [kim]})
    alone, both = sorted(here.now.unions, key=lambda union: len(union.partners))
    assert [child.member for child in alone.children] == [dan]
    assert [child.member for child in both.children] == [kim]

    ada = here.add("Ada")
    worker.post(f"{here.path}/unions/new", {"first": ada, "second": here.adult, "kind": "married", "children": [dan]})
    assert sorted(len(union.partners) for union in here.now.unions) == [2, 2]


def test_father_tom_is_a_person_and_sunrise_care_is_none(here):
    lines = {Sphere.FAITH: "Father Tom, priest\nSt Mark's", Sphere.PAID: "Sunrise Care\nAmina, mornings", Sphere.CLUB: "Lunch club"}
    for sphere, text in lines.items():
        here.within(here.case_id, lambda case, text=text, sphere=sphere: mapping.add_names(case, mapping.read_names(text, sphere)))

    kinds = {member.name: member.kind for member in here.now.members if member.id != here.adult}
    assert {name for name, kind in kinds.items() if kind is MemberKind.PERSON} == {"Father Tom", "Amina"}


def test_things_said_count_what_was_said_of_every_tie_and_orders_are_pointed_out(worker, here):
    lee, kim = here.add("Lee"), here.add("Kim")

    def order(case):
        tie = network.add_tie(case, lee, kim, TieKind.KINSHIP, "")
        opened = OpenCase(case.caller, case.id)
        bound = Restriction(RestrictionKind.NON_MOLESTATION, Direction.A_TO_B)
        record_all(opened, [Said(tie.id, bound, Voice.PRACTITIONER, basis=Basis.ON_RECORD)])
        record_all(opened, [Said(case.network.tie_between(case.profile.adult_id, kim).id, Closeness(Ring.INTIMACY), Voice.ADULT)])
        return tie.id

    tie = here.within(here.case_id, order)
    page = worker.get(here.path)

    assert page.count(f"/network/ties/{tie}") == 2
    read = words_of(page)
    assert "1 thing said about Lee order or limit: Kim and Lee" in read
    assert "2 things said about Kim order or limit: Lee and Kim" in read


def test_couples_families_and_households_are_listed_with_a_way_to_change_each(worker, here, visitor):
    lee, kim, zoe, dev = (here.add(name) for name in ("Lee", "Kim", "Zoe", "Dev"))
    couple = here.union(lee, kim, children=[zoe])
    alone = here.union(dev)
    home = here.within(here.case_id, lambda case: network.save_household(case, Household("", "", (lee, kim)), None))
    assert "Couples, families and households" not in worker.get(
        here.path.replace(here.case_id, worker.post("/cases/new", {"name": "Ade"}).split("/")[2])
    )

    page = worker.get(here.path)

    for part in (f"unions/{couple.id}", f"unions/{alone.id}", f"households/{home.id}"):
        assert page.count(f"{here.path}/{part}") == 1
    read = words_of(page)
    assert "Change: Lee and Kim married Zoe" in read
    assert "Change: Dev one parent on the map nobody on the map" in read
    assert "Change: Household household Kim and Lee" in read
    looked = visitor("sol").get(here.path)
    assert "Lee and Kim" in looked
    assert "/network/unions/" not in looked


def test_brothers_and_sisters_whose_parents_nobody_knows_are_entered_and_drawn(worker, here):
    lee, kim = here.add("Lee"), here.add("Kim")

    worker.post(f"{here.path}/unions/new", {"first": "", "second": "", "kind": "other", "children": [lee, kim]})

    (family,) = here.now.unions
    assert (family.partners, {child.member for child in family.children}) == ((), {lee, kim})
    assert "Change: Parents who are not on the map brothers and sisters Kim and Lee" in words_of(worker.get(here.path)).replace(
        "Lee and Kim", "Kim and Lee"
    )
    drawn = words_of(worker.get(f"/cases/{here.case_id}/drawings/genogram"))
    assert "brother or sister of Kim (parents not on the map)" in drawn
    assert "brother or sister of Lee (parents not on the map)" in drawn


def test_how_a_couple_is_joined_is_asked_and_never_taken_for_granted(worker, here):
    lee, kim = here.add("Lee"), here.add("Kim")
    path = f"{here.path}/unions/new"
    assert 'value="married" selected' not in worker.get(path)

    assert "Choose how they are or were joined" in worker.post(path, {"first": lee, "second": kim}, status=400)
    worker.post(path, {"first": lee, "children": [kim]})
    assert [union.kind for union in here.now.unions] == [UnionKind.SINGLE]


def test_members_of_one_name_are_told_apart_where_somebody_is_chosen(worker, here):
    here.add("Beryl", does="plays cards")
    here.add("Beryl", sphere=Sphere.NEIGHBOUR)

    for path in (f"{here.path}/ties/new", here.path.replace("/network", "/map")):
        page = words_of(worker.get(path))
        assert "Beryl (plays cards)" in page
        assert "Beryl (neighbour)" in page


def test_a_tie_of_brother_and_sister_is_headed_so(worker, here):
    lee, kim = here.add("Lee", gender=Gender.MAN), here.add("Kim", gender=Gender.WOMAN)
    here.union(children=[lee, kim])
    tie = here.within(here.case_id, lambda case: network.add_tie(case, lee, kim, TieKind.KINSHIP, ""))

    assert "brother and sister" in words_of(worker.get(f"{here.path}/ties/{tie.id}"))
