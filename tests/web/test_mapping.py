"""Mapping together: many names in one go, how close and what help; and nothing else on a screen that everybody sees."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from netmeet.domain.kinship import relation
from netmeet.domain.network import Member, MemberKind, Sphere, Tie, TieKind, UnionKind
from netmeet.domain.readings import (
    Closeness,
    Direction,
    Importance,
    ImportanceLevel,
    Presence,
    Ring,
    Support,
    SupportKind,
    Voice,
    What,
)
from netmeet.services import network
from netmeet.services.readings import Said, record_all
from tests.support.canaries import HIDDEN, OWN, fill
from tests.support.pages import ticked, values_of, words_of, would_run
from tests.support.site import COLLEAGUE, hidden_fields


@pytest.fixture
def map_of(within, case_id):
    """The map as it stands."""
    return lambda: within(case_id, lambda case: case.network)


@pytest.fixture
def put(worker, case_id):
    """Put names on the map; returns what answered."""

    def send(status=303, **boxes):
        return worker.post(f"/cases/{case_id}/map", boxes, page=f"/cases/{case_id}/map", status=status)

    return send


def by_name(network):
    return {member.name: member for member in network.members}


def row_of(page, member_id):
    """What the row of one member shows, as a browser would send it back."""
    sent = {f"does-{member_id}": values_of(page)[f"does-{member_id}"]}
    rings = ticked(page).get(f"ring-{member_id}")
    return sent | ({f"ring-{member_id}": rings[0]} if rings else {})


@pytest.fixture
def answer(worker, case_id):
    """Answer the first pass from a page that was opened now, or earlier: rows that are not answered are sent as they stood."""

    def send(changes, status=303, page=None):
        page = page or worker.get(f"/cases/{case_id}/map")
        rows = {key: value for key in values_of(page) if key.startswith("does-") for key, value in row_of(page, key[5:]).items()}
        sent = hidden_fields(page, f"/cases/{case_id}/map") | rows | {"close": "yes"} | changes
        worker.last = worker.client.post(f"/cases/{case_id}/map", data=sent)
        assert worker.last.status_code == status, worker.last.text[worker.last.text.find("<main") :][:1500]
        return worker.last.text

    return send


# ---------------------------------------------------------------- names


def test_twelve_names_in_one_go_stand_where_they_belong(worker, case_id, put, map_of):
    led_to = put(
        family="Mum\nsister Jean\nLee, my son\nAunt Vi",
        friend="Bea",
        neighbour="Dev, does the bins",
        faith="St Mary’s",
        club="Lunch club – Tuesdays",
        paid="Amina, mornings\nBright Care",
        pet="Biscuit",
        place="the park",
    )

    assert led_to == f"/cases/{case_id}/map#close"
    found = by_name(map_of())
    assert {name: (member.sphere, member.kind, member.does) for name, member in found.items() if name != "Rose Okafor"} == {
        "Mum": (Sphere.FAMILY, MemberKind.PERSON, ""),
        "Jean": (Sphere.FAMILY, MemberKind.PERSON, "sister"),
        "Lee": (Sphere.FAMILY, MemberKind.PERSON, "my son"),
        "Aunt Vi": (Sphere.FAMILY, MemberKind.PERSON, ""),
        "Bea": (Sphere.FRIEND, MemberKind.PERSON, ""),
        "Dev": (Sphere.NEIGHBOUR, MemberKind.PERSON, "does the bins"),
        "St Mary’s": (Sphere.FAITH, MemberKind.ORGANISATION, ""),
        "Lunch club": (Sphere.CLUB, MemberKind.ORGANISATION, "Tuesdays"),
        "Amina": (Sphere.PAID, MemberKind.PERSON, "mornings"),
        "Bright Care": (Sphere.PAID, MemberKind.ORGANISATION, ""),
        "Biscuit": (Sphere.PET, MemberKind.PET, ""),
        "the park": (Sphere.PLACE, MemberKind.PLACE, ""),
    }
    page = worker.get(f"/cases/{case_id}/map")
    assert "12 on the map now" in page
    assert all(name in words_of(page) for name in found)


def test_everybody_named_is_tied_to_the_adult(put, map_of):
    put(family="Jean", friend="Bea", paid="Amina")

    network = map_of()

    kinds = {network.member(tie.other(network.adult_id)).name: tie.kind for tie in network.ties}
    assert kinds == {"Jean": TieKind.KINSHIP, "Bea": TieKind.SOCIAL, "Amina": TieKind.PAID}


@pytest.mark.parametrize(
    ("line", "name", "does"),
    [
        ("Dev, does the bins", "Dev", "does the bins"),
        ("Dev - does the bins", "Dev", "does the bins"),
        ("Dev – does the bins", "Dev", "does the bins"),
        ("Dev — does the bins, and walks Rex", "Dev", "does the bins, and walks Rex"),
        ("Jean-Luc", "Jean-Luc", ""),
        ("Mum:n", "Mum:n", ""),
        ("Dawn\\", "Dawn\\", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", ""),
        ('#panic("out")', '#panic("out")', ""),
        (", and co", ", and co", ""),
        ("  Bea  ", "Bea", ""),
        ("王小明", "王小明", ""),
        ("शीला", "शीला", ""),
        ("שרה", "שרה", ""),
        ("Sam 👩‍👩‍👧", "Sam 👩‍👩‍👧", ""),
        ("Iv\x07y\x1b[31m", "Ivy[31m", ""),
        ("Lee \u202egnp.exe", "Lee gnp.exe", ""),
        ("x" * 300, "x" * 300, ""),
    ],
)
def test_a_line_is_a_name_and_perhaps_what_they_do(worker, case_id, put, map_of, line, name, does):
    put(friend=line)

    (member,) = [member for member in map_of().members if member.name != "Rose Okafor"]
    assert (member.name, member.does) == (name, does)
    page = worker.get(f"/cases/{case_id}/map")
    assert name in words_of(page)
    assert would_run(page) == []


@pytest.mark.parametrize(
    ("said", "word", "kind"),
    [
        ("Mum", "mother", None),
        ("Ada, my mum", "mother", None),
        ("Jean, sister", "sister", None),
        ("Jean - her younger sister", "sister", None),
        ("Tom, husband", "husband", UnionKind.MARRIED),
        ("Tom, ex-husband", "former husband", UnionKind.DIVORCED),
        ("Lee, son", "son", None),
        ("daughter", "daughter", None),
    ],
)
def test_a_word_for_a_relative_gives_them_their_place_in_the_family(put, map_of, said, word, kind):
    put(family=said)

    network = map_of()

    (other,) = [member for member in network.members if member.id != network.adult_id]
    assert relation(network, network.adult_id, other.id) in (word, "ex-husband" if word == "former husband" else word)
    assert kind is None or [union.kind for union in network.unions] == [kind]


def test_a_word_that_does_not_say_whose_relative_draws_no_line(put, map_of):
    put(family="Nan Vi\nAunt Jo", friend="Jean, my sister in Christ")

    assert map_of().unions == ()


def test_parents_sister_and_children_named_together_are_one_family(put, map_of):
    put(family="Mum\nDad\nJean, my sister\nTom, my husband\nLee, our son")

    network = map_of()
    found = by_name(network)
    words = {name: relation(network, network.adult_id, member.id) for name, member in found.items() if name != "Rose Okafor"}
    assert words == {"Mum": "mother", "Dad": "father", "Jean": "sister", "Tom": "husband", "Lee": "son"}
    assert relation(network, found["Tom"].id, found["Lee"].id) == "son"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter at least one name."),
        (" \n\u200b\n ", "Enter at least one name."),
        ("\n".join(f"Name {place}" for place in range(61)), "Enter at most 60 names at a time."),
        ("Bea\n" + "x" * 301, "A name must be 300 characters or fewer"),
        ("Bea, " + "x" * 700, "A name must be 300 characters or fewer"),
        ("x" * 20_001, "Friends must be 20,000 characters or fewer"),
    ],
)
def test_names_that_cannot_be_kept_are_refused_and_stay_typed(put, map_of, typed, message):
    page = put(status=400, friend=typed, pet=" ")

    assert message in words_of(page)
    assert values_of(page)["friend"] == typed.strip(" \n\u200b")
    assert len(map_of().members) == 1


def test_sixty_names_are_not_too_many(worker, case_id, put, map_of):
    put(friend="\n".join(f"Name {place}" for place in range(60)))

    assert len(map_of().members) == 61
    assert "Name 59" in worker.get(f"/cases/{case_id}/map")


def test_names_sent_twice_are_on_the_map_once(worker, case_id, map_of):
    sent = hidden_fields(worker.get(f"/cases/{case_id}/map"), f"/cases/{case_id}/map") | {"friend": "Bea"}

    first, second = (worker.client.post(f"/cases/{case_id}/map", data=sent) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(map_of().members) == 2


def test_after_an_error_the_rows_are_still_there_and_may_be_sent_once(worker, case_id, put, map_of):
    put(friend="Bea")
    bea = by_name(map_of())["Bea"]

    page = put(status=400, friend="x" * 301)

    sent = hidden_fields(page, f"/cases/{case_id}/map") | {f"does-{bea.id}": "plays cards"}
    assert sent["form_key"]
    assert worker.client.post(f"/cases/{case_id}/map", data=sent).status_code == 303
    assert by_name(map_of())["Bea"].does == "plays cards"


# ---------------------------------------------------------------- how close, what they do


def test_the_first_pass_keeps_how_close_and_what_they_do_in_the_adults_own_voice(worker, case_id, put, answer, map_of):
    put(friend="Bea\nDev")
    bea = by_name(map_of())["Bea"]

    answer({f"ring-{bea.id}": "1", f"does-{bea.id}": "plays  cards", "presence": "alone"})

    network = map_of()
    (said,) = network.readings
    assert (said.value, said.voice, said.presence, said.said_on) == (
        Closeness(Ring.INTIMACY),
        Voice.ADULT,
        Presence.ALONE,
        date(2026, 11, 22),
    )
    assert network.member(bea.id).does == "plays cards"
    page = worker.get(f"/cases/{case_id}/map")
    assert "Saved." in words_of(page, "body")
    assert ticked(page)[f"ring-{bea.id}"] == ["1"]
    assert values_of(page)[f"does-{bea.id}"] == "plays cards"


def test_only_what_is_new_is_said_again(put, answer, map_of):
    put(friend="Bea\nDev")
    found = by_name(map_of())
    answer({f"ring-{found['Bea'].id}": "1", f"ring-{found['Dev'].id}": "2"})

    answer({f"ring-{found['Dev'].id}": "3"})
    answer({})

    assert [said.value.ring for said in map_of().readings] == [Ring.INTIMACY, Ring.FRIENDSHIP, Ring.PARTICIPATION]


def test_who_was_in_the_room_may_be_left_open(put, answer, map_of):
    put(friend="Bea")

    answer({f"ring-{by_name(map_of())['Bea'].id}": "2"})

    assert map_of().readings[0].presence is Presence.NOT_KNOWN


def test_nothing_new_says_so(worker, case_id, put, answer):
    put(friend="Bea")

    answer({})

    assert "Nothing was new." in worker.get(f"/cases/{case_id}/map")


@pytest.mark.parametrize(
    "sent",
    [
        {"ring-BEA": "9"},
        {"ring-BEA": "'; DROP TABLE members; --"},
        {"ring-nobody": "1", "does-nobody": "shops"},
        {"does-00000000-0000-7000-8000-00000000ffff": "shops"},
        {"had-BEA": "99999999999 77 x"},
        {"had-BEA": ""},
        {"had-BEA": "-1"},
    ],
)
def test_what_was_never_offered_changes_nothing(put, answer, map_of, sent):
    put(friend="Bea")
    before = map_of()
    bea = by_name(before)["Bea"].id

    answer({name.replace("BEA", bea): value for name, value in sent.items()})

    assert map_of() == before


def test_a_company_that_was_never_offered_is_refused_and_what_was_typed_stays(put, answer, map_of):
    put(friend="Bea")
    bea = by_name(map_of())["Bea"].id

    page = answer({f"ring-{bea}": "1", f"does-{bea}": "plays cards", "presence": "with the Pope"}, status=400)

    assert "Choose one of the answers on the list" in words_of(page)
    assert values_of(page)[f"does-{bea}"] == "plays cards"
    assert ticked(page)[f"ring-{bea}"] == ["1"]
    assert map_of().readings == ()


def test_two_people_in_the_first_pass_lose_nothing(worker, case_id, put, answer, map_of, within):
    put(friend="Bea\nDev")
    found = by_name(map_of())
    bea, dev = found["Bea"].id, found["Dev"].id
    opened = worker.get(f"/cases/{case_id}/map")

    def meanwhile(case):
        network.save_member(case, replace(case.network.member(bea), does="sings"), 1)
        network.save_member(case, replace(case.network.member(dev), does="digs"), 1)
        tie = case.network.tie_between(case.profile.adult_id, dev)
        record_all(case, [Said(tie.id, Closeness(Ring.INTIMACY), Voice.ADULT)])

    within(case_id, meanwhile, COLLEAGUE)

    page = answer({f"does-{bea}": "plays cards", f"ring-{bea}": "2"}, status=409, page=opened)

    assert COLLEAGUE.name in words_of(page)
    assert values_of(page)[f"does-{bea}"] == "plays cards"
    assert "Saved now: sings" in words_of(page)
    assert ticked(page)[f"ring-{bea}"] == ["2"]
    assert values_of(page)[f"does-{dev}"] == "digs"

    answer({}, page=page)

    network_now = map_of()
    assert (network_now.member(bea).does, network_now.member(dev).does) == ("plays cards", "digs")
    assert {said.about: said.value.ring for said in network_now.readings} == {
        network_now.tie_between(network_now.adult_id, bea).id: Ring.FRIENDSHIP,
        network_now.tie_between(network_now.adult_id, dev).id: Ring.INTIMACY,
    }


def test_a_row_that_nobody_touched_overwrites_nobody(worker, case_id, put, answer, map_of, within):
    put(friend="Bea\nDev")
    found = by_name(map_of())
    opened = worker.get(f"/cases/{case_id}/map")
    within(case_id, lambda case: network.save_member(case, replace(case.network.member(found["Bea"].id), does="sings"), 1), COLLEAGUE)

    answer({f"does-{found['Dev'].id}": "digs"}, page=opened)

    assert {name: member.does for name, member in by_name(map_of()).items()} == {"Rose Okafor": "", "Bea": "sings", "Dev": "digs"}


def test_a_draft_of_names_and_rows_comes_back(worker, case_id, put, map_of):
    put(friend="Bea")
    bea = by_name(map_of())["Bea"].id
    typed = hidden_fields(worker.get(f"/cases/{case_id}/map")) | {"family": "Mum", f"ring-{bea}": "3", f"does-{bea}": "sews"}
    kept = worker.client.post(f"/drafts?path=/cases/{case_id}/map", data=typed, headers={"X-CSRFToken": typed["csrf_token"]})
    assert kept.status_code == 204

    assert worker.get(f"/cases/{case_id}/map").count("Put my words back") == 1
    page = worker.get(f"/cases/{case_id}/map?draft=use")

    assert values_of(page)["family"] == "Mum"
    assert values_of(page)[f"does-{bea}"] == "sews"
    assert ticked(page)[f"ring-{bea}"] == ["3"]


@pytest.mark.parametrize("pressed", ["", "yes"])
def test_either_button_saves_all_that_was_typed(worker, case_id, put, answer, map_of, pressed):
    put(friend="Bea")
    bea = by_name(map_of())["Bea"].id

    answer({"family": "Mum\nDad", f"ring-{bea}": "2", f"does-{bea}": "sews", "close": pressed})

    assert {name: member.does for name, member in by_name(map_of()).items()} == {"Rose Okafor": "", "Bea": "sews", "Mum": "", "Dad": ""}
    assert [said.value for said in map_of().readings] == [Closeness(Ring.FRIENDSHIP)]
    assert "2 on the map now. Next: how close are they? The other answers are saved too." in words_of(
        worker.get(f"/cases/{case_id}/map"), "body"
    )


def test_where_one_part_cannot_be_kept_neither_is_and_both_stay_typed(put, answer, map_of):
    put(friend="Bea")
    bea = by_name(map_of())["Bea"].id

    page = answer({"family": "x" * 301, f"ring-{bea}": "2", f"does-{bea}": "sews"}, status=400)

    assert "A name must be 300 characters or fewer" in words_of(page)
    assert (values_of(page)["family"], values_of(page)[f"does-{bea}"]) == ("x" * 301, "sews")
    assert ticked(page)[f"ring-{bea}"] == ["2"]
    assert by_name(map_of())["Bea"].does == ""
    assert map_of().readings == ()


def test_who_is_in_the_room_is_kept_by_name(worker, case_id, put, answer, map_of):
    put(friend="Bea\nDev", pet="Rex")
    found = by_name(map_of())

    answer({f"ring-{found['Bea'].id}": "1", "present": [found["Bea"].id, found["Dev"].id]})

    (said,) = map_of().readings
    assert (said.presence, set(said.present), said.said_on) == (
        Presence.WITH_OTHERS,
        {found["Bea"].id, found["Dev"].id},
        date(2026, 11, 22),
    )
    assert "(with Bea and Dev in the room)" in words_of(worker.get(f"/cases/{case_id}/network/ties/{said.about}"))
    page = answer({f"ring-{found['Dev'].id}": "1", "presence": "alone", "present": [found["Bea"].id]}, status=400)
    assert "You chose that nobody else was there, and ticked somebody below." in words_of(page)
    answer({f"ring-{found['Dev'].id}": "1", "present": [found["Rex"].id]}, status=400)
    assert len(map_of().readings) == 1


def _the_room(page):
    return ticked(page)["presence"], ticked(page).get("present", []), "in the room · Change" in words_of(page)


LEFT_OPEN = (["not known"], [], False)


def test_who_is_in_the_room_is_remembered_on_every_page_of_this_case(worker, case_id, put, answer, map_of):
    put(friend="Sheila\nDev")
    found = by_name(map_of())
    assert _the_room(worker.get(f"/cases/{case_id}/map")) == LEFT_OPEN

    answer({f"ring-{found['Dev'].id}": "1", "present": [found["Sheila"].id]})

    for path in ("/map", f"/map/members/{found['Dev'].id}"):
        page = worker.get(f"/cases/{case_id}{path}")
        assert _the_room(page) == (["with others"], [found["Sheila"].id], True)
        assert "Sheila is in the room · Change who is in the room" in words_of(page)
    answer({f"ring-{found['Dev'].id}": "2", "present": [found["Sheila"].id, found["Dev"].id]})
    assert "Dev and Sheila are in the room · Change" in words_of(worker.get(f"/cases/{case_id}/map"))
    answer({f"ring-{found['Dev'].id}": "3", "presence": "with others"})
    assert "Others are in the room · Change" in words_of(worker.get(f"/cases/{case_id}/map"))
    worker.post(f"/cases/{case_id}/map/members/{found['Dev'].id}", {"name": "Dev"})
    assert _the_room(worker.get(f"/cases/{case_id}/map")) == LEFT_OPEN, "as somebody chose"


def test_what_was_remembered_never_speaks_for_a_form_that_does_not_say_it(worker, case_id, put, answer, map_of):
    put(friend="Sheila")
    sheila = by_name(map_of())["Sheila"].id
    answer({f"ring-{sheila}": "1", "present": [sheila]})

    answer({f"ring-{sheila}": "2"})

    assert [said.presence for said in map_of().readings] == [Presence.WITH_OTHERS, Presence.NOT_KNOWN]


def test_that_the_adult_is_alone_is_asked_each_time(worker, case_id, put, answer, map_of):
    put(friend="Sheila")
    sheila = by_name(map_of())["Sheila"].id
    answer({f"ring-{sheila}": "1", "present": [sheila]})

    answer({f"ring-{sheila}": "2", "presence": "alone"})

    assert [said.presence for said in map_of().readings] == [Presence.WITH_OTHERS, Presence.ALONE]
    assert _the_room(worker.get(f"/cases/{case_id}/map")) == LEFT_OPEN


def test_words_that_are_put_back_do_not_say_that_the_adult_is_alone_now(worker, case_id, bea):
    path = f"/cases/{case_id}/map/members/{bea}"
    sent = hidden_fields(worker.get(path)) | {"name": "Bea", "does": "sings", "presence": "alone"}
    worker.client.post(f"/drafts?path={path}", data=sent)

    page = worker.get(f"{path}?draft=use")

    assert (values_of(page)["does"], ticked(page)["presence"]) == ("sings", ["not known"])


@pytest.mark.parametrize("ended_by", ["four hours", "a lock", "signing out"])
def test_the_room_is_remembered_for_one_sitting_only(worker, clock, case_id, put, answer, map_of, ended_by):
    put(friend="Sheila")
    sheila = by_name(map_of())["Sheila"].id
    answer({f"ring-{sheila}": "1", "present": [sheila]})
    if ended_by == "four hours":
        for _ in range(25):
            clock.now += timedelta(minutes=10)
            worker.get("/")
    else:
        if ended_by == "a lock":
            worker.post("/lock", page=f"/cases/{case_id}/map", action="", status=204)
        else:
            worker.post("/sign-out")
        worker.sign_in("wren")

    assert _the_room(worker.get(f"/cases/{case_id}/map")) == LEFT_OPEN


def test_the_room_of_one_case_says_nothing_in_another(worker, case_id, put, answer, map_of, within):
    put(friend="Sheila")
    sheila = by_name(map_of())["Sheila"].id
    answer({f"ring-{sheila}": "1", "present": [sheila]})
    led_to = worker.post("/cases/new", {"name": "Ada Marsh", "pronouns": "she/her"})
    other = led_to.split("/")[2]
    worker.post(f"/cases/{other}/map", {"friend": "Lou"})

    assert _the_room(worker.get(f"/cases/{other}/map")) == LEFT_OPEN
    assert _the_room(worker.get(f"/cases/{case_id}/map")) == LEFT_OPEN, "she is asked anew after another case"


def test_who_was_taken_off_the_map_is_in_no_room(worker, case_id, put, answer, map_of, within):
    put(friend="Sheila\nDev")
    found = by_name(map_of())
    answer({f"ring-{found['Dev'].id}": "1", "present": [found["Sheila"].id]})

    within(case_id, lambda case: network.remove_member(case, found["Sheila"].id))

    assert "Others are in the room · Change" in words_of(worker.get(f"/cases/{case_id}/map"))


# ---------------------------------------------------------------- one member


@pytest.fixture
def bea(put, map_of):
    """A friend who was just put on the map."""
    put(friend="Bea")
    return by_name(map_of())["Bea"].id


def test_help_and_closeness_of_one_member_are_kept_as_said_by_the_adult(worker, case_id, bea, map_of):
    path = f"/cases/{case_id}/map/members/{bea}"

    worker.post(
        path,
        {
            "name": "Beatrice",
            "does": "plays cards",
            "ring": "2",
            "gets": ["company", "transport"],
            "gives": "money",
            "gets_transport": "every Tuesday",
            "presence": "with others",
        },
    )

    network = map_of()
    assert (network.member(bea).name, network.member(bea).does) == ("Beatrice", "plays cards")
    assert [said.value for said in network.readings] == [
        Support(SupportKind.COMPANY, Direction.B_TO_A),
        Support(SupportKind.TRANSPORT, Direction.B_TO_A, "every Tuesday"),
        Support(SupportKind.MONEY, Direction.A_TO_B),
        Closeness(Ring.FRIENDSHIP),
    ]
    assert {(said.voice, said.presence) for said in network.readings} == {(Voice.ADULT, Presence.WITH_OTHERS)}
    page = worker.get(path)
    assert ticked(page) == {"ring": ["2"], "gets": ["company", "transport"], "gives": ["money"], "presence": ["with others"]}
    assert values_of(page)["name"] == "Beatrice"
    assert "every Tuesday" not in page, "it may have been told to the worker alone"
    assert {values_of(page)[f"{side}_{kind.name.lower()}"] for side in ("gets", "gives") for kind in SupportKind} == {""}


def test_what_was_said_before_is_not_said_again(worker, case_id, bea, map_of):
    path = f"/cases/{case_id}/map/members/{bea}"
    answered = {"name": "Bea", "ring": "2", "gets": ["company"], "gets_company": "daily"}
    worker.post(path, answered)

    worker.post(path, answered)

    assert len(map_of().readings) == 2


def test_how_much_can_be_said_of_help_that_is_known(worker, case_id, bea, map_of):
    path = f"/cases/{case_id}/map/members/{bea}"
    worker.post(path, {"name": "Bea", "gets": ["company"]})

    worker.post(path, {"name": "Bea", "gets": ["company"], "gets_company": "daily"})

    assert [said.value.amount for said in map_of().readings] == ["", "daily"]


def test_help_that_is_unticked_has_ended_and_what_was_said_stays(worker, case_id, bea, map_of):
    path = f"/cases/{case_id}/map/members/{bea}"
    worker.post(path, {"name": "Bea", "gets": ["company", "money"], "gives": ["company"], "gets_money": "daily"})

    worker.post(path, {"name": "Bea", "gets": ["money"], "gives": ["company"], "presence": "alone"})

    *before, last = map_of().readings
    assert [said.value.ended for said in before] == [False, False, False]
    assert (last.value, last.voice, last.presence, last.said_on) == (
        Support(SupportKind.COMPANY, Direction.B_TO_A, ended=True),
        Voice.ADULT,
        Presence.ALONE,
        date(2026, 11, 22),
    )
    assert ticked(worker.get(path)) == {"gets": ["money"], "gives": ["company"], "presence": ["not known"]}
    worker.post(path, {"name": "Bea", "gets": ["company", "money"], "gives": ["company"]})
    assert map_of().readings[-1].value == Support(SupportKind.COMPANY, Direction.B_TO_A)


def test_help_that_the_page_never_showed_is_not_ended_by_it(worker, case_id, bea, map_of, within):
    path = f"/cases/{case_id}/map/members/{bea}"
    opened = hidden_fields(worker.get(path))
    tie = map_of().ties[0].id
    within(case_id, lambda case: record_all(case, [Said(tie, Support(SupportKind.COMPANY, Direction.BOTH), Voice.ADULT)]), COLLEAGUE)

    worker.client.post(path, data=opened | {"name": "Bea"})
    worker.client.post(path, data=opened | {"name": "Bea", "asked_gets": "moonshine, <b>"})

    assert [said.value.ended for said in map_of().readings] == [False]


def test_how_much_of_no_help_is_refused_and_stays(worker, case_id, bea, map_of):
    page = worker.post(f"/cases/{case_id}/map/members/{bea}", {"name": "Bea", "gives_money": "daily"}, status=400)

    assert "Tick “money” too, or empty the box that says how much of it." in words_of(page)
    assert 'href="#gives"' in page
    assert values_of(page)["gives_money"] == "daily"
    assert map_of().readings == ()


def test_help_said_both_ways_is_known_both_ways(worker, case_id, bea, map_of, within):
    tie = map_of().ties[0].id
    within(case_id, lambda case: record_all(case, [Said(tie, Support(SupportKind.COMPANY, Direction.BOTH), Voice.ADULT)]))
    path = f"/cases/{case_id}/map/members/{bea}"

    assert ticked(worker.get(path)) == {"gets": ["company"], "gives": ["company"], "presence": ["not known"]}
    worker.post(path, {"name": "Bea", "gets": ["company"], "gives": ["company"]})

    assert len(map_of().readings) == 1


def test_a_member_without_a_tie_gets_one(worker, case_id, within, map_of):
    added = within(case_id, lambda case: network.add_member(case, Member("", "Amina", sphere=Sphere.PAID), None, TieKind.SOCIAL, ""))

    worker.post(f"/cases/{case_id}/map/members/{added.id}", {"name": "Amina", "ring": "4"})

    (tie,) = map_of().ties
    assert (tie.kind, tie.other(added.id)) == (TieKind.PAID, map_of().adult_id)
    assert map_of().readings[0].about == tie.id


def test_a_tie_that_began_at_the_other_end_runs_the_other_way(worker, case_id, within, map_of):
    def tied_from_bea(case):
        bea = network.add_member(case, Member("", "Bea"), None, TieKind.SOCIAL, "")
        return bea.id, case.profile.adult_id

    bea, adult = within(case_id, tied_from_bea)
    within(case_id, lambda case: network.add_tie(case, bea, adult, TieKind.SOCIAL, ""))
    path = f"/cases/{case_id}/map/members/{bea}"

    worker.post(path, {"name": "Bea", "gets": ["company"], "gives": ["money"]})

    assert [said.value.direction for said in map_of().readings] == [Direction.A_TO_B, Direction.B_TO_A]
    assert ticked(worker.get(path)) == {"gets": ["company"], "gives": ["money"], "presence": ["not known"]}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter a name"),
        ({"name": "x" * 301}, "Name must be 300 characters or fewer"),
        ({"name": "Bea", "ring": "7"}, "Choose one of the answers on the list"),
        ({"name": "Bea", "gets": "gold"}, "Choose one of the answers on the list"),
        ({"name": "Bea", "gets_money": "x" * 201}, "Money: about how much, and when must be 200 characters or fewer"),
        ({"name": "Bea", "presence": "nowhere"}, "Choose one of the answers on the list"),
    ],
)
def test_bad_answers_about_one_member_are_refused_and_stay_typed(worker, case_id, bea, map_of, typed, message):
    before = map_of()

    page = worker.post(f"/cases/{case_id}/map/members/{bea}", {"does": "plays cards"} | typed, status=400)

    assert message in words_of(page)
    assert values_of(page)["does"] == "plays cards"
    assert values_of(page)["name"] == typed["name"]
    assert map_of() == before


def test_two_people_who_change_one_member_see_both_texts(worker, case_id, bea, within, map_of):
    path = f"/cases/{case_id}/map/members/{bea}"
    opened = hidden_fields(worker.get(path))
    within(case_id, lambda case: network.save_member(case, replace(case.network.member(bea), does="sings"), 1), COLLEAGUE)

    answer = worker.client.post(path, data=opened | {"name": "Bea", "does": "plays cards"})

    assert answer.status_code == 409
    assert COLLEAGUE.name in words_of(answer.text)
    assert "What do they do? sings" in words_of(answer.text)
    assert values_of(answer.text)["does"] == "plays cards"
    assert worker.client.post(path, data=hidden_fields(answer.text) | {"name": "Bea", "does": "plays cards"}).status_code == 303
    assert map_of().member(bea).does == "plays cards"


@pytest.mark.parametrize("who", ["the adult", "kept off copies", "of another case", "nobody"])
def test_nobody_else_has_a_shared_page(worker, case_id, within, map_of, who):
    other_case = worker.post("/cases/new", {"name": "Ade Bello"}).split("/")[2]
    off = within(case_id, lambda case: network.add_member(case, Member("", "Kit", off_copies=True), None, TieKind.SOCIAL, ""))
    ids = {
        "the adult": map_of().adult_id,
        "kept off copies": off.id,
        "of another case": within(other_case, lambda case: case.profile.adult_id),
        "nobody": "00000000-0000-7000-8000-00000000ffff",
    }

    assert "Kit" not in worker.get(f"/cases/{case_id}/map/members/{ids[who]}", status=404)

    sent = hidden_fields(worker.get(f"/cases/{case_id}/map")) | {"name": "Sam"}
    assert worker.client.post(f"/cases/{case_id}/map/members/{ids[who]}", data=sent).status_code == 404
    assert set(by_name(map_of())) == {"Rose Okafor", "Kit"}


# ---------------------------------------------------------------- who may open it


def test_a_supervisor_looks_elsewhere_and_a_stranger_finds_nothing(case_id, visitor):
    visitor("sol").get(f"/cases/{case_id}/map", status=403)
    visitor("tam").get(f"/cases/{case_id}/map", status=404)


# ---------------------------------------------------------------- nothing else in the page


HARM = (
    "abuse",
    "concern",
    "worry",
    "worried",
    "risk",
    "order",
    "restriction",
    "bound",
    "protected",
    "strain",
    "breaking",
    "affair",
    "health",
)


def test_shared_pages_hold_names_closeness_and_help_and_nothing_else(worker, case_id, within):
    bea = fill(within, case_id)["Bea"]

    for path in (f"/cases/{case_id}/map", f"/cases/{case_id}/map/members/{bea}"):
        page = worker.get(path).replace('spellcheck="false"', "")
        assert HIDDEN not in page, path
        assert OWN not in page, path
        assert "Kit" not in page
        assert "Bea" in page
        for word in (*HARM, "1951", "2019", "very important", "less often", "every day", "Wren Abara"):
            assert word not in words_of(page, "body").lower(), (path, word)
            assert word not in _beside_the_frame(page), (path, word)


def _beside_the_frame(page):
    """The source of the main part, without what is the same on every page, and without ids, in which any number may stand."""
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", page[page.index("<main") : page.index("</main>")].lower())


def test_an_error_on_a_shared_page_still_holds_nothing_else(worker, case_id, within):
    bea = fill(within, case_id)["Bea"]
    opened = hidden_fields(worker.get(f"/cases/{case_id}/map/members/{bea}"))
    within(
        case_id, lambda case: network.save_member(case, replace(case.network.member(bea), does="sings"), case.network.member(bea).version)
    )

    pages = [
        worker.client.post(f"/cases/{case_id}/map/members/{bea}", data=opened | {"name": "Bea", "does": "plays cards again"}).text,
        worker.post(f"/cases/{case_id}/map", {"family": ""}, page=f"/cases/{case_id}/map", status=400),
    ]

    for page in pages:
        assert "There is a problem" in page
        assert HIDDEN not in page
        assert OWN not in page
        assert not any(word in _beside_the_frame(page) for word in HARM)


def test_two_maps_that_differ_only_in_what_is_not_shared_give_one_shared_page(worker, case_id, within, put):
    fill(within, case_id)
    before = _facts(worker.get(f"/cases/{case_id}/map"))

    within(case_id, lambda case: record_all(case, [Said(case.network.ties[0].id, Importance(ImportanceLevel.VERY), Voice.CARER)]))

    assert _facts(worker.get(f"/cases/{case_id}/map")) == before


def _facts(page):
    return words_of(page), ticked(page), values_of(page)


def test_ties_between_others_carry_no_closeness_to_the_shared_screen(worker, case_id, put, map_of, within):
    put(friend="Bea\nDev")
    found = by_name(map_of())
    tie = within(case_id, lambda case: network.add_tie(case, found["Bea"].id, found["Dev"].id, TieKind.SOCIAL, "rivals"))
    assert isinstance(tie, Tie)

    page = worker.get(f"/cases/{case_id}/map")

    assert "rivals" not in page
    assert ticked(page) == {"presence": ["not known"]}
    assert map_of().said(tie.id, What.CLOSENESS) == ()
