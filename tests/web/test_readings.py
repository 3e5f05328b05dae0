"""Writing down what was said: every kind of it, with whose it is, who was in the room and what it rests on; nothing is overwritten."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.emotional import ONE_WAY, EmotionalKind
from netmeet.domain.network import Member, TieKind
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Flow,
    Frequency,
    Importance,
    ImportanceLevel,
    Presence,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    StrengthLevel,
    Stress,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
    What,
)
from netmeet.services import network
from netmeet.web.readings.forms import MEMBER_FORMS, TIE_FORMS, SaidForm
from tests.support.pages import ticked, values_of, words_of
from tests.support.site import hidden_fields

TODAY = date(2026, 11, 22)
NOBODY = "00000000-0000-7000-8000-00000000ffff"
WHOSE = {"voice": "adult", "presence": "alone"}
HARM = {"type": "Financial or material abuse", "direction": "b to a", "basis": "seen", "seen_or_heard": "Kev took her card"}
ORDER = {"kind": "non-molestation order", "direction": "b to a", "basis": "on record", "source_seen": "The sealed order"}


@pytest.fixture
def people(within, case_id):
    """Rose, and on her map Kev and Dawn, both tied to her. Ids by name, and of the ties ``kev`` and ``dawn``."""
    adult = within(case_id, lambda case: case.profile.adult_id)
    ids = {"Rose": adult}
    for name in ("Kev", "Dawn"):
        ids[name] = within(case_id, lambda case, name=name: network.add_member(case, Member("", name), adult, TieKind.SOCIAL, "").id)
    ties = {name: within(case_id, lambda case, name=name: case.network.tie_between(adult, ids[name]).id) for name in ("Kev", "Dawn")}
    return ids | {f"{name} and Rose": tie for name, tie in ties.items()}


@pytest.fixture
def readings(within, case_id):
    """Everything that was said so far."""
    return lambda: within(case_id, lambda case: case.network.readings)


@pytest.fixture
def say(worker, case_id, people):
    """Fill in one form about the tie of Kev and Rose (or a member); returns where it led or what answered."""

    def send(what, typed, status=303, about="ties", of="Kev and Rose"):
        return worker.post(f"/cases/{case_id}/network/{about}/{people[of]}/say/{what}", typed, status=status)

    return send


EVERY_KIND = [
    (What.IMPORTANCE, {"level": "3", "evidence": "He is my boy"}, Importance(ImportanceLevel.VERY), "Kev is very important to Rose Okafor"),
    (What.IMPORTANCE, {"level": "0"}, Importance(ImportanceLevel.NOT), "Kev is not important to Rose Okafor"),
    (
        What.WANTS,
        {"answer": "keep it, but change something", "said_so": "Less shouting"},
        Wants(WantsAnswer.CHANGE, "Less shouting"),
        "wants to keep this relationship, but change something",
    ),
    (What.CLOSENESS, {"ring": "1"}, Closeness(Ring.INTIMACY), "Kev stands in"),
    (
        What.SUPPORT,
        {"kind": "money", "direction": "a to b", "amount": "most weeks"},
        Support(SupportKind.MONEY, Direction.A_TO_B, "most weeks"),
        "help from Rose Okafor to Kev: money (most weeks)",
    ),
    (
        What.SUPPORT,
        {"kind": "company", "direction": "both"},
        Support(SupportKind.COMPANY, Direction.BOTH),
        "help both ways between Kev and Rose Okafor: company",
    ),
    (
        What.SUPPORT,
        {"kind": "company", "direction": "b to a", "ended": "y"},
        Support(SupportKind.COMPANY, Direction.B_TO_A, "", ended=True),
        "no longer help from Kev to Rose Okafor: company",
    ),
    (What.CONTACT, {"often": "every week", "how": "visits"}, Contact(Frequency.WEEKLY, "visits"), "are in touch every week (visits)"),
    (What.STRENGTH, {"level": "weak"}, Strength(StrengthLevel.WEAK), "the tie is weak"),
    (What.FLOW, {"direction": "b to a"}, Flow(Direction.B_TO_A), "effort goes from Kev to Rose Okafor"),
    (What.FLOW, {}, Flow(None), "no effort goes either way"),
    (What.STRESS, {"stressed": "yes"}, Stress(stressed=True), "the tie is under stress"),
    (What.STRESS, {"stressed": "no"}, Stress(stressed=False), "the tie is not under stress"),
    (
        What.EMOTIONAL,
        {"kind": "distrust", "direction": "a to b"},
        Emotional(EmotionalKind.DISTRUST, Direction.A_TO_B),
        "distrust, from Rose Okafor to Kev",
    ),
    (
        What.EMOTIONAL,
        {"kind": "other", "text": "proud of"},
        Emotional(EmotionalKind.OTHER, Direction.BOTH, "proud of"),
        "proud of, both ways between Kev and Rose Okafor",
    ),
    (
        What.CONCERN,
        HARM | {"level": "3"},
        Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A, "Kev took her card"),
        "serious worry that Rose Okafor may come to harm from Kev (financial or material abuse)",
    ),
    (
        What.CONCERN,
        HARM | {"level": "0", "seen_or_heard": ""},
        Concern(ConcernType.FINANCIAL, ConcernLevel.NONE, Direction.B_TO_A, ""),
        "no worry that Rose Okafor may come to harm from Kev",
    ),
    (
        What.CONCERN,
        HARM | {"level": "0", "type": "", "seen_or_heard": ""},
        Concern(ConcernType.NOT_YET_KNOWN, ConcernLevel.NONE, Direction.B_TO_A, ""),
        "no worry that Rose Okafor may come to harm from Kev.",
    ),
    (
        What.RESTRICTION,
        ORDER | {"terms": "Not within 100 metres", "starts": "2026-01-01", "ends": "2027-01-01"},
        Restriction(
            RestrictionKind.NON_MOLESTATION,
            Direction.B_TO_A,
            "Not within 100 metres",
            "The sealed order",
            date(2026, 1, 1),
            date(2027, 1, 1),
        ),
        "non-molestation order, which binds Kev and protects Rose Okafor; in force from 1 January 2026 until 1 January 2027",
    ),
]


@pytest.mark.parametrize(("what", "typed", "value", "sentence"), EVERY_KIND)
def test_every_kind_of_thing_said_of_a_tie_is_kept_and_shown(worker, people, say, readings, what, typed, value, sentence):
    led_to = say(what.value, typed | WHOSE)

    (kept,) = readings()
    assert (kept.value, kept.voice, kept.presence, kept.said_on, kept.about) == (
        value,
        Voice.ADULT,
        Presence.ALONE,
        TODAY,
        people["Kev and Rose"],
    )
    assert kept.recorded_by == "Wren Abara"
    page = words_of(worker.get(led_to), "body")
    assert "Written down." in page
    assert sentence in page
    assert "Rose Okafor said on 22 November 2026 (alone):" in page
    for words in ("evidence", "said_so", "seen_or_heard", "terms"):
        assert typed.get(words, "") in page


def test_the_table_above_leaves_no_kind_out():
    assert {what for what, *_ in EVERY_KIND} == set(TIE_FORMS)


@pytest.mark.parametrize(
    "row",
    [
        (
            "Kev",
            What.STRAIN,
            {"level": "2", "said_so": "No sleep"},
            Strain(StrainLevel.BREAKING_POINT, "No sleep"),
            "Kev is at breaking point",
        ),
        (
            "Rose",
            What.CONCERN,
            {"level": "2", "type": "Self-neglect", "seen_or_heard": "No food in", "basis": "seen"},
            Concern(ConcernType.SELF_NEGLECT, ConcernLevel.SOME, Direction.BOTH, "No food in"),
            "some worry about Rose Okafor (self-neglect)",
        ),
    ],
)
def test_every_kind_of_thing_said_of_a_member_is_kept_and_shown(people, say, readings, worker, row):
    of, what, typed, value, sentence = row
    led_to = say(what.value, typed | {"voice": "carer", "voice_member": people["Kev"], "presence": "not known"}, about="members", of=of)

    (kept,) = readings()
    assert (kept.value, kept.about, kept.voice_member) == (value, people[of], people["Kev"])
    page = words_of(worker.get(led_to))
    assert sentence in page
    assert "Kev said on 22 November 2026 (not known who was in the room)" in page


def test_a_later_answer_stands_beside_the_earlier_one(worker, say, readings):
    say("importance", {"level": "3"} | WHOSE)
    led_to = say("importance", {"level": "0", "voice": "carer", "presence": "with others"})

    page = words_of(worker.get(led_to))
    assert len(readings()) == 2
    assert "Kev is very important to Rose Okafor" in page
    assert "A carer said on 22 November 2026 (with others in the room): Kev is not important to Rose Okafor" in page


def test_a_worry_about_somebody_else_is_asked_on_a_tie_so_that_it_says_from_whom_to_whom(worker, case_id, people):
    worker.get(f"/cases/{case_id}/network/members/{people['Kev']}/say/concern", status=404)

    page = worker.get(f"/cases/{case_id}/network/members/{people['Kev']}")
    assert "/say/concern" not in page
    assert f"/network/ties/{people['Kev and Rose']}" in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"presence": "alone", "present": "Kev"}, "You chose that nobody else was there, and ticked somebody below"),
        ({"presence": "with others", "basis": "told by the adult alone"}, "but others were in the room"),
        ({"presence": "not known", "present": "Kev", "basis": "told by the adult alone"}, "but others were in the room"),
        ({"presence": "alone", "basis": "told by the adult with others present"}, "but nobody else was in the room"),
    ],
)
def test_two_answers_about_the_room_that_cannot_both_be_right_are_asked_again(people, say, readings, typed, message):
    sent = typed | ({"present": [people[typed["present"]]]} if "present" in typed else {})

    assert message in words_of(say("concern", HARM | {"level": "0", "voice": "adult"} | sent, status=400))
    assert readings() == ()


def test_who_was_in_the_room_is_named(worker, people, say, readings):
    led_to = say("concern", HARM | {"level": "0", "voice": "adult", "presence": "not known", "present": [people["Kev"]]})

    (kept,) = readings()
    assert (kept.presence, kept.present) == (Presence.WITH_OTHERS, (people["Kev"],))
    assert "(with Kev in the room)" in words_of(worker.get(led_to))


@pytest.mark.parametrize("basis", Basis)
def test_what_a_worry_rests_on_is_kept_and_shown(worker, say, readings, basis):
    led_to = say("concern", HARM | {"level": "2", "basis": basis.value, "voice": "practitioner", "presence": "not known"})

    assert readings()[0].basis is basis
    assert f"Rests on: {basis.value}" in words_of(worker.get(led_to))


@pytest.mark.parametrize("type", ConcernType)
def test_every_kind_of_harm_is_kept(say, readings, type):
    say("concern", HARM | WHOSE | {"level": "1", "type": type.value})

    assert readings()[0].value.type is type


@pytest.mark.parametrize("kind", RestrictionKind)
def test_every_kind_of_restriction_is_kept(say, readings, kind):
    say("restriction", ORDER | WHOSE | {"kind": kind.value})

    assert readings()[0].value == Restriction(kind, Direction.B_TO_A, "", "The sealed order")


@pytest.mark.parametrize(("what", "typed"), [("concern", HARM | {"level": "3"}), ("restriction", ORDER)])
def test_a_tie_is_made_with_what_is_said_of_it_or_not_at_all(worker, case_id, people, within, readings, what, typed):
    path = f"/cases/{case_id}/network/between/{people['Dawn']}/{people['Kev']}/{what}"
    ties = within(case_id, lambda case: case.network.ties)
    assert "Dawn and Kev" in words_of(worker.get(path))
    worker.post(path, WHOSE | typed | {"said_on": "2026-11-23"}, status=400)
    assert within(case_id, lambda case: case.network.ties) == ties
    assert readings() == ()

    led_to = worker.post(path, WHOSE | typed)

    (said,) = readings()
    (tie,) = set(within(case_id, lambda case: case.network.ties)) - set(ties)
    assert (said.about, tie.a, tie.b, said.value.direction) == (tie.id, people["Dawn"], people["Kev"], Direction.B_TO_A)
    assert "Written down." in words_of(worker.get(led_to), "body")
    worker.get(path.replace(people["Kev"], people["Dawn"]), status=404)
    worker.get(path.replace(people["Kev"], NOBODY), status=400)


def test_who_was_tied_meanwhile_keeps_which_way_it_runs(worker, case_id, people, within, readings):
    path = f"/cases/{case_id}/network/between/{people['Dawn']}/{people['Kev']}/concern"
    worker.get(path)
    tie = within(case_id, lambda case: network.add_tie(case, people["Kev"], people["Dawn"], TieKind.SOCIAL, ""))

    worker.post(path, WHOSE | HARM | {"level": "3"})

    (said,) = readings()
    assert (said.about, said.value.direction) == (tie.id, Direction.A_TO_B), "from Kev to Dawn, as it was chosen"


def test_a_worry_may_lie_between_two_others(worker, case_id, people, within):
    tie = within(case_id, lambda case: network.add_tie(case, people["Kev"], people["Dawn"], TieKind.SOCIAL, "")).id
    path = f"/cases/{case_id}/network/ties/{tie}/say/concern"
    page = words_of(worker.get(path))
    for way in ("Kev may cause harm to Dawn", "Dawn may cause harm to Kev", "Each may cause harm to the other"):
        assert way in page

    led_to = worker.post(path, HARM | {"level": "3", "direction": "a to b", "voice": "practitioner", "presence": "not known"})

    assert "serious worry that Dawn may come to harm from Kev" in words_of(worker.get(led_to))


@pytest.mark.parametrize("said", ["1 November 2026", "1/11/2026", "2026-11-01"])
def test_the_day_it_was_said_may_be_told(worker, say, readings, said):
    led_to = say("importance", {"level": "3", "said_on": said} | WHOSE)

    assert readings()[0].said_on == date(2026, 11, 1)
    assert "on 1 November 2026" in words_of(worker.get(led_to))


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("level", ["1", "2", "3"])
@pytest.mark.parametrize("heard", ["", "  \n ", "\u200b\x07"])
def test_a_worry_without_what_was_seen_or_heard_is_refused_and_the_rest_stays(say, readings, people, level, heard):
    typed = HARM | {"level": level, "seen_or_heard": heard, "voice": "carer", "voice_member": people["Dawn"], "presence": "with others"}

    page = say("concern", typed | {"present": [people["Dawn"]], "said_on": "2026-11-01"}, status=400)

    assert "Enter what has been seen or heard, so that somebody else can weigh it." in words_of(page)
    assert 'href="#seen_or_heard"' in page
    assert ticked(page) == {
        "level": [level],
        "direction": ["b to a"],
        "basis": ["seen"],
        "voice": ["carer"],
        "presence": ["with others"],
        "present": [people["Dawn"]],
    }
    assert values_of(page) == {
        "type": "Financial or material abuse",
        "seen_or_heard": "",
        "voice_member": people["Dawn"],
        "said_on": "2026-11-01",
    }
    assert readings() == ()


@pytest.mark.parametrize(
    ("what", "typed", "message"),
    [
        ("importance", {}, "Choose how important it is"),
        ("importance", {"level": "4"}, "Choose one of the answers on the list"),
        ("importance", {"level": "3", "voice": ""}, "Choose who says so"),
        ("importance", {"level": "3", "voice": "God"}, "Choose one of the answers on the list"),
        ("importance", {"level": "3", "presence": ""}, "Choose who else was in the room, or “Not known”"),
        ("importance", {"level": "3", "presence": "crowd"}, "Choose one of the answers on the list"),
        ("importance", {"level": "3", "present": [NOBODY]}, "Choose one of the answers on the list"),
        ("importance", {"level": "3", "voice": "carer", "voice_member": NOBODY}, "Choose one of the answers on the list"),
        ("importance", {"level": "3", "voice_member": "KEV"}, "Choose “A carer” or “Somebody else” above, or leave this open."),
        ("importance", {"level": "3", "said_on": "31/2/2026"}, "Enter a day that exists"),
        ("importance", {"level": "3", "said_on": "2026-11-23"}, "This day is still to come."),
        ("importance", {"level": "3", "said_on": "2062-11-22"}, "This day is still to come."),
        ("importance", {"level": "3", "evidence": "x" * 2001}, "must be 2,000 characters or fewer"),
        ("wants", {}, "Choose what the adult wants"),
        ("wants", {"answer": "the moon"}, "Choose one of the answers on the list"),
        ("closeness", {}, "Choose a circle"),
        ("closeness", {"ring": "5"}, "Choose one of the answers on the list"),
        ("support", {"direction": "both"}, "Choose a kind of help"),
        ("support", {"kind": "money"}, "Choose which way the help goes"),
        ("support", {"kind": "money", "direction": "up"}, "Choose one of the answers on the list"),
        ("support", {"kind": "money", "direction": "both", "amount": "x" * 201}, "must be 200 characters or fewer"),
        ("contact", {}, "Choose how often"),
        ("strength", {}, "Choose how strong it is"),
        ("strength", {"level": "iron"}, "Choose one of the answers on the list"),
        ("flow", {"direction": "sideways"}, "Choose one of the answers on the list"),
        ("stress", {}, "Choose yes or no"),
        ("emotional", {}, "Choose a kind of line"),
        ("emotional", {"kind": "zigzag"}, "Choose one of the answers on the list"),
        ("emotional", {"kind": "controlling"}, "Choose which way it goes, or “Both ways”"),
        ("concern", HARM, "Choose how worried they are"),
        ("concern", HARM | {"level": "9"}, "Choose one of the answers on the list"),
        ("concern", HARM | {"level": "3", "type": ""}, "Choose a kind of harm, or “Not yet known”"),
        ("concern", HARM | {"level": "3", "type": "Rudeness"}, "Choose one of the answers on the list"),
        ("concern", HARM | {"level": "3", "direction": ""}, "Choose who may cause harm to whom"),
        ("concern", HARM | {"level": "3", "basis": ""}, "Choose what this rests on"),
        ("concern", HARM | {"level": "3", "basis": "rumour"}, "Choose one of the answers on the list"),
        ("restriction", ORDER | {"kind": ""}, "Choose what kind of order, condition or limit it is"),
        ("restriction", ORDER | {"direction": ""}, "Choose who is bound and who is protected"),
        ("restriction", ORDER | {"basis": ""}, "Choose what this rests on"),
        ("restriction", ORDER | {"starts": "soon"}, "Enter a day that exists"),
        ("restriction", ORDER | {"ends": "30/2/2027"}, "Enter a day that exists"),
        ("restriction", ORDER | {"starts": "2026-05-02", "ends": "2026-05-01"}, "The last day cannot be before the first day."),
        ("restriction", ORDER | {"terms": "x" * 2001}, "must be 2,000 characters or fewer"),
        ("restriction", ORDER | {"source_seen": "x" * 201}, "must be 200 characters or fewer"),
    ],
)
def test_answers_that_cannot_be_kept_are_refused_in_words(say, people, readings, what, typed, message):
    sent = WHOSE | typed | ({"voice_member": people["Kev"]} if typed.get("voice_member") == "KEV" else {})

    page = say(what, sent, status=400)

    assert message in words_of(page)
    assert "There is a problem" in words_of(page)
    assert readings() == ()


@pytest.mark.parametrize("kind", sorted(ONE_WAY))
def test_what_one_does_to_the_other_is_kept_the_way_it_was_said_and_never_guessed(worker, say, readings, kind):
    assert "Choose which way it goes" in words_of(say("emotional", {"kind": kind.value} | WHOSE, status=400))
    assert readings() == ()

    led_to = say("emotional", {"kind": kind.value, "direction": "both"} | WHOSE)

    assert readings()[0].value == Emotional(kind, Direction.BOTH)
    assert f"{kind}, both ways between Kev and Rose Okafor" in words_of(worker.get(led_to))


def test_the_lines_are_offered_with_plain_words_those_most_used_first(worker, case_id, people):
    page = worker.get(f"/cases/{case_id}/network/ties/{people['Kev and Rose']}/say/emotional")

    offered = [page.index(f'<optgroup label="{heading}">') for heading in ("Most used", "Where there may be harm", "More kinds")]
    first, harm, more = (page.index(f'value="{kind}"') for kind in ("close", "controlling", "limerence"))
    assert offered[0] < first < offered[1] < harm < offered[2] < more
    assert "Limerence: one longs for the other" in page
    assert "write down a worry too" in page
    assert 'aria-describedby="kind-hint"' in page


def test_a_line_that_was_chosen_stays_chosen_beside_what_is_wrong(say):
    page = say("emotional", {"kind": "controlling"} | WHOSE, status=400)

    assert '<option value="controlling" selected>' in page
    assert 'href="#direction"' in page


def test_that_there_is_nothing_to_worry_about_runs_from_nobody_to_nobody(worker, say, readings):
    led_to = say("concern", {"level": "0", "basis": "told by the adult alone", **WHOSE})

    assert readings()[0].value.direction is Direction.BOTH
    page = words_of(worker.get(led_to))
    assert "nothing to worry about between Kev and Rose Okafor" in page
    assert "both ways" not in page


def test_who_was_there_is_asked_only_where_somebody_is_on_the_map(worker, within, case_id):
    adult = within(case_id, lambda case: case.profile.adult_id)
    form = f"/cases/{case_id}/network/members/{adult}/say/concern"
    assert "Who was there?" not in words_of(worker.get(form))

    within(case_id, lambda case: network.add_member(case, Member("", "Kev"), adult, TieKind.SOCIAL, ""))

    within(case_id, lambda case: network.add_member(case, Member("", "Dawn"), adult, TieKind.SOCIAL, ""))

    # By name, as everywhere: not in the order in which they came onto the map.
    assert "Who was there? Tick everybody on the map who could hear it Dawn Kev" in words_of(worker.get(form))


def test_everything_that_a_worry_needs_is_asked_at_once(say):
    page = words_of(say("concern", {"level": "3"}, status=400))

    for message in ("Choose a kind of harm", "Choose who may cause harm", "Enter what has been seen or heard", "Choose what this rests on"):
        assert message in page


def test_the_paper_of_an_order_is_named_where_it_is_told(worker, say):
    assert "Paper seen: The sealed order" in words_of(worker.get(say("restriction", ORDER | WHOSE)))


@pytest.mark.parametrize(
    ("of", "what", "typed", "message"),
    [
        ("Kev", "strain", {}, "Choose how they manage"),
        ("Kev", "strain", {"level": "3"}, "Choose one of the answers on the list"),
        ("Rose", "concern", {"level": "2", "seen_or_heard": "No food in", "basis": "seen"}, "Choose a kind of harm"),
        ("Rose", "concern", {"level": "2", "type": "Self-neglect", "basis": "seen"}, "Enter what has been seen or heard"),
        ("Rose", "concern", {"level": "2", "type": "Self-neglect", "seen_or_heard": "No food in"}, "Choose what this rests on"),
    ],
)
def test_answers_about_a_member_that_cannot_be_kept_are_refused_in_words(say, readings, of, what, typed, message):
    assert message in words_of(say(what, WHOSE | typed, status=400, about="members", of=of))
    assert readings() == ()


@pytest.mark.parametrize(
    ("starts", "ends", "standing"),
    [
        ("", "", "in force, no end known"),
        ("2026-11-22", "2026-11-22", "in force from 22 November 2026 until 22 November 2026"),
        ("2020-01-01", "2026-11-21", "began on 1 January 2020, ended on 21 November 2026"),
        ("2026-11-23", "2027-11-23", "starts on 23 November 2026, until 23 November 2027"),
        ("2026-05-01", "2026-05-01", "ended on 1 May 2026"),
    ],
)
def test_a_restriction_says_how_it_stands_today(worker, say, starts, ends, standing):
    led_to = say("restriction", ORDER | WHOSE | {"starts": starts, "ends": ends})

    assert standing in words_of(worker.get(led_to))


def test_an_order_says_who_is_bound_and_who_is_protected(worker, case_id, people):
    page = words_of(worker.get(f"/cases/{case_id}/network/ties/{people['Kev and Rose']}/say/restriction"))

    assert "Rose Okafor is bound, Kev is protected" in page
    assert "Kev is bound, Rose Okafor is protected" in page
    assert "Each is bound to keep away from the other" in page


def test_a_form_sent_twice_says_it_once(worker, case_id, people, readings):
    path = f"/cases/{case_id}/network/ties/{people['Kev and Rose']}/say/importance"
    sent = hidden_fields(worker.get(path)) | WHOSE | {"level": "3"}

    assert [worker.client.post(path, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(readings()) == 1


# ---------------------------------------------------------------- addresses that name nothing


@pytest.mark.parametrize("what", ["strain", "nonsense", "What.CONCERN", "%3Cscript%3E"])
def test_nothing_else_can_be_said_of_a_tie(worker, case_id, people, what):
    worker.get(f"/cases/{case_id}/network/ties/{people['Kev and Rose']}/say/{what}", status=404)


@pytest.mark.parametrize("what", ["importance", "restriction", "nonsense"])
def test_nothing_else_can_be_said_of_a_member(worker, case_id, people, what):
    worker.get(f"/cases/{case_id}/network/members/{people['Kev']}/say/{what}", status=404)


@pytest.mark.parametrize("about", ["ties", "members"])
def test_nothing_is_said_about_another_case(worker, case_id, within, readings, about):
    other = worker.post("/cases/new", {"name": "Ade Bello"}).split("/")[2]
    adult = within(other, lambda case: case.profile.adult_id)
    kit = within(other, lambda case: network.add_member(case, Member("", "Kit"), adult, TieKind.SOCIAL, "").id)
    foreign = {"ties": within(other, lambda case: case.network.tie_between(adult, kit).id), "members": kit}[about]
    csrf = hidden_fields(worker.get(f"/cases/{case_id}/map"))

    for id in (foreign, NOBODY):
        path = f"/cases/{case_id}/network/{about}/{id}/say/concern"
        assert "Kit" not in worker.get(path, status=400)
        assert worker.client.post(path, data=csrf | HARM | WHOSE | {"level": "3"}).status_code == 400
    assert readings() == ()


def test_somebody_of_another_case_was_not_in_the_room(worker, within, say, readings):
    other = worker.post("/cases/new", {"name": "Ade Bello"}).split("/")[2]
    ade = within(other, lambda case: case.profile.adult_id)

    for sent in ({"present": [ade]}, {"voice": "other", "voice_member": ade}):
        assert "Choose one of the answers on the list" in words_of(say("importance", {"level": "3"} | WHOSE | sent, status=400))
    assert readings() == ()


def test_somebody_who_died_is_not_offered_as_a_voice(worker, case_id, people, within):
    within(case_id, lambda case: network.save_member(case, replace(case.network.member(people["Kev"]), dead=True), 1))

    page = worker.get(f"/cases/{case_id}/network/ties/{people['Dawn and Rose']}/say/importance")

    assert f'<option value="{people["Kev"]}"' not in page
    assert f'<option value="{people["Dawn"]}"' in page


def test_a_supervisor_cannot_speak_in_the_workers_place(case_id, people, visitor):
    visitor("sol").get(f"/cases/{case_id}/network/ties/{people['Kev and Rose']}/say/concern", status=403)


def test_a_form_without_a_question_says_nothing(app):
    with app.test_request_context(), pytest.raises(TypeError, match="says nothing"):
        SaidForm(meta={"csrf": False}).value()


def test_every_kind_has_its_own_form():
    assert all(form.what is what for forms in (TIE_FORMS, MEMBER_FORMS) for what, form in forms.items())
