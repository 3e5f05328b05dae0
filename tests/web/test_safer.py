"""Safer ways to stay in touch, and a risk that the adult wants to take: proposed with reasons, decided by people, silencing nothing."""

import pytest

from netmeet.domain.readings import (
    Basis,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Importance,
    ImportanceLevel,
    Presence,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.services.readings import Said, record
from tests.support.around import Around
from tests.support.pages import ticked, values_of, words_of, would_run

NEVER = ("perpetrator", "victim", "vulnerable", "refuses", "service user", "score")
ALONE = {"presence": Presence.ALONE, "basis": Basis.TOLD_BY_ADULT_ALONE}


@pytest.fixture
def around(within, case_id):
    found = Around(within, case_id)
    found.add("Kev", "Dawn")
    return found


@pytest.fixture
def tie(around):
    return around(lambda case: case.network.tie_between(around.adult, around.ids["Kev"]).id)


@pytest.fixture
def base(around, tie):
    return f"{around.path}/safer/{tie}"


@pytest.fixture
def say(around, tie):
    def do(value, voice=Voice.ADULT, about=None, **how):
        around(lambda case: record(case, Said(about or tie, value, voice, **how)))

    return do


def worry(level=ConcernLevel.SOME, kind=ConcernType.HARM_NOT_ABUSE, way=Direction.B_TO_A):
    return Concern(kind, level, way, "He shouts" if level else "")


@pytest.fixture
def carer(say, around):
    """Kev, at tipping point, cares for Rose, who was asked alone and wants him to stay."""
    say(Importance(ImportanceLevel.VERY))
    say(worry(), **ALONE)
    say(Wants(WantsAnswer.CHANGE, "The shouting to stop"), presence=Presence.ALONE)
    say(Support(SupportKind.PERSONAL_CARE, Direction.B_TO_A, "mornings"))
    say(Strain(StrainLevel.BREAKING_POINT, "No sleep"), Voice.CARER, about=around.ids["Kev"])


ANSWER = {"option": "respite", "answer": "chosen", "words": "", "voice": "adult", "presence": "alone", "said_on": "20/11/2026"}
RISK = {
    "wants": "I want him to stay",
    "view": "acceptable, with what makes it safer",
    "presence": "alone",
    "said_on": "20/11/2026",
    "benefits": "Company",
    "harms": "Shouting again",
    "likelihood": "Twice since June",
    "contingency": "Ring Dawn",
    "review_on": "20/12/2026",
    "result": "not looked at yet",
}


def test_options_are_proposed_with_reasons_the_least_restrictive_first(worker, base, carer):
    page = worker.get(base)
    words = words_of(page)

    assert "Safer ways to stay in touch with Kev" in words
    assert "The shouting to stop" in words
    assert (
        words.index("A safe time to talk alone")
        < words.index("Breaks from caring")
        < words.index("Mediation")
        < words.index("With somebody there")
    )
    assert "Kev is at breaking point." in words
    assert "Who agrees: Rose Okafor and Kev, each asked alone." in words
    assert "Source: SCIE on mediation" in words
    assert "What must not be used now" not in words
    assert not [word for word in NEVER if word in words.lower()]
    assert would_run(page) == []


def test_what_must_not_be_used_says_why_and_cannot_be_chosen(worker, base, carer, say):
    say(worry(ConcernLevel.SERIOUS, ConcernType.PSYCHOLOGICAL), Voice.PRACTITIONER, basis=Basis.SEEN)
    words = words_of(worker.get(base))
    refused = worker.post(f"{base}/choose", ANSWER | {"option": "mediation"}, status=400)

    assert "What must not be used now, and why" in words
    assert "Mediation Serious worry that Rose Okafor may come to harm from Kev (psychological abuse)." in words
    assert "Choose one of the answers on the list" in refused


def test_a_reading_with_kev_in_the_room_makes_nothing_safe(worker, base, say, around):
    say(Wants(WantsAnswer.KEEP, "All is well"), presence=Presence.ALONE)
    say(worry(ConcernLevel.NONE), present=(around.ids["Kev"],), basis=Basis.TOLD_BY_ADULT_WITH_OTHERS)

    assert "Mediation Nothing recorded shows that Rose Okafor was asked alone whether Kev does any harm." in words_of(worker.get(base))


def test_an_answer_is_kept_with_its_voice_and_company_and_the_next_stands_beside_it(worker, base, carer, around):
    worker.post(
        f"{base}/choose",
        ANSWER | {"presence": "with others", "present": around.ids["Kev"], "answer": "chosen, with changes", "words": "Only on Sundays"},
    )
    worker.post(f"{base}/choose", ANSWER | {"answer": "not wanted", "words": "Not yet"})

    words = words_of(worker.get(base))
    assert "Rose Okafor said on 20 November 2026 (alone): not wanted. Not yet" in words
    assert "(with Kev in the room): chosen, with changes. Only on Sundays Kev was in the room: ask Rose Okafor again, alone." in words
    assert "Breaks from caring chosen" not in words


def test_what_was_chosen_stands_on_the_page_of_risks(worker, base, around, carer):
    worker.post(f"{base}/choose", ANSWER | {"voice": "carer", "voice_member": around.ids["Kev"]})

    assert "Chosen so far: Breaks from caring. Safer ways to stay in touch" in words_of(worker.get(f"{around.path}/risk"))
    assert "Kev said on 20 November 2026 (alone): chosen." in words_of(worker.get(base))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"option": ""}, "Choose an option"),
        ({"option": "nothing-like-it"}, "Choose one of the answers on the list"),
        ({"answer": ""}, "Choose what they say of it"),
        ({"answer": "not wanted"}, "Enter the reason"),
        ({"answer": "chosen, with changes"}, "Enter what is changed"),
        ({"voice": ""}, "Choose who says so"),
        ({"presence": ""}, "Choose who else was in the room"),
        ({"said_on": "20/12/2026"}, "This day is still to come"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_why_and_keeps_what_was_typed(worker, base, carer, sent, message):
    page = worker.post(f"{base}/choose", ANSWER | {"present": []} | sent, status=400)

    assert message in page
    assert "What was said of them so far" not in words_of(worker.get(base))


def test_two_answers_about_the_room_cannot_both_be_right(worker, base, carer, around):
    assert "Which is right?" in worker.post(f"{base}/choose", ANSWER | {"present": around.ids["Kev"]}, status=400)
    assert "Which is right?" in worker.post(f"{base}/risk", RISK | {"present": around.ids["Kev"]}, status=400)
    said = worker.post(f"{base}/choose", ANSWER | {"voice_member": around.ids["Kev"]}, status=400)
    assert "Choose “A carer” or “Somebody else” above" in said


def test_the_option_that_was_clicked_is_chosen_already(worker, base, carer):
    assert values_of(worker.get(f"{base}/choose?option=alarm"))["option"] == "alarm"
    assert values_of(worker.get(f"{base}/choose?option=nothing"))["option"] == ""


def test_the_adults_view_stands_beside_the_worry_and_silences_nothing(worker, base, around, carer):
    before = words_of(worker.get(f"{around.path}/risk"))
    worker.post(f"{base}/risk", RISK)

    words = words_of(worker.get(f"{around.path}/risk"))

    assert (
        "How Rose Okafor sees the risk Rose Okafor said on 20 November 2026 (alone): the risk is acceptable, with what makes it safer."
        in words
    )
    assert "What that rests on Rose Okafor is presumed to be able to decide this" in words
    assert "some worry that Rose Okafor may come to harm from Kev" in words
    for line in ("Important, and a worry", "He shouts", "Why this is here"):
        assert words.count(line) == before.count(line)


def test_that_risk_remained_and_the_relationship_was_kept_is_shown_as_a_result(worker, base, around, carer):
    worker.post(f"{base}/risk", RISK | {"result": "risk remained, and the adult chose to keep the relationship"})

    for page in (base, f"{base}/record", f"{around.path}/risk"):
        assert "Risk remained, and Rose Okafor chose to keep the relationship." in words_of(worker.get(page))


def test_a_record_names_who_agreed_and_who_did_not_and_rests_on_an_assessment(worker, base, around, carer):
    worker.post(f"{base}/choose", ANSWER)
    worker.post(
        f"{around.path}/capacity/new",
        {
            "about": "another decision",
            "decision": "Whether Kev stays",
            "outcome": "can make this decision",
            "assessed_on": "19/11/2026",
            "assessor": "Nell",
        },
    )
    form = worker.get(f"{base}/risk")
    assessment = form[form.index('name="assessment"') :].split('<option value="', 2)[2].split('"')[0]
    agreed = {f"agrees-{around.ids['Kev']}": "yes", f"agrees-{around.ids['Dawn']}": "no", f"said-{around.ids['Dawn']}": "Too soon"}

    worker.post(
        f"{base}/risk", RISK | agreed | {"assessment": assessment, "safeguards": "Breaks from caring", "others_agreed": "Dr Shah agreed"}
    )

    words = words_of(worker.get(f"{base}/record"))
    assert "A risk that Rose Okafor wants to take" in words
    assert "This decision was assessed on 19 November 2026: Rose Okafor can make this decision. Whether Kev stays" in words
    assert "Who agreed Kev Who did not Dawn: Too soon" in words
    for line in ("Breaks from caring", "Dr Shah agreed", "Twice since June", "Ring Dawn", "20 December 2026", "Wren"):
        assert line in words


def test_the_adults_own_copy_is_plain_and_holds_no_worry(worker, base, carer):
    worker.post(f"{base}/risk", RISK)

    page = worker.get(f"{base}/own-copy")
    words = words_of(page)

    assert "What we agreed" in words
    assert "I want him to stay" in words
    assert "is it safe for Rose Okafor to have it at home?" in words
    assert "Not to be given away" not in page
    for held in ("Shouting again", "Twice since June", "He shouts", "breaking point", "harm", "Dawn agreed"):
        assert held not in words


def test_what_could_give_something_away_stays_off_the_adults_own_copy(worker, base, around, carer):
    around.change("Dawn", phone="01632 960333")
    worker.post(
        f"{base}/risk",
        RISK
        | {
            "contingency": "If he hurts me, the police are told",
            "more_safeguards": "Ring Dawn on 01632 960333",
            "benefits": "No concerns there",
        },
    )

    words = words_of(worker.get(f"{base}/own-copy"))

    left_out = words[words.index("Left out of this copy") : words.index("What we agreed")]
    assert "If something goes wrong: It says “police”." in left_out
    assert "What helps you to be safe: It carries somebody else's details" in left_out
    paper = words[words.index("What we agreed") :]
    assert "I want him to stay" in paper
    for held in ("police", "01632", "concerns", "What is good about it", "What helps you to be safe"):
        assert held not in paper


def test_only_the_living_are_asked_whether_they_agree(worker, base, around, carer):
    una = around.add("Una", dead=True)

    form = worker.get(f"{base}/risk")

    assert f"agrees-{around.adult}" in form
    assert una not in form


def test_a_later_record_starts_from_the_one_before_and_asks_the_view_anew(worker, base, around, carer):
    worker.post(f"{base}/risk", RISK | {f"agrees-{around.ids['Kev']}": "yes"})

    again = worker.get(f"{base}/risk")
    worker.post(f"{base}/risk", RISK | {"wants": "I want him to stay, and Sundays off"})

    assert values_of(again)["harms"] == "Shouting again"
    assert values_of(again)[f"agrees-{around.ids['Kev']}"] == "yes"
    assert "view" not in ticked(again)
    words = words_of(worker.get(base))
    assert words.index("and Sundays off") < words.index("1 earlier record")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"wants": ""}, "Enter what the adult wants"),
        ({"view": ""}, "Choose what they say of the risk"),
        ({"said_on": ""}, "Enter the day when the adult said so"),
        ({"said_on": "20/12/2026"}, "This day is still to come"),
        ({"result": ""}, "Choose what became of the risk"),
        ({"assessment": "x"}, "Choose one of the answers on the list"),
        ({"review_on": "soon"}, "Enter a day that exists"),
    ],
)
def test_a_record_that_cannot_be_kept_says_why_and_keeps_what_was_typed(worker, base, around, carer, sent, message):
    kev = around.ids["Kev"]

    page = worker.post(f"{base}/risk", RISK | {f"agrees-{kev}": "no", f"said-{kev}": "He is tired"} | sent, status=400)

    assert message in page
    assert "Shouting again" in page
    assert values_of(page)[f"said-{kev}"] == "He is tired"
    assert "Nothing is written down." in words_of(worker.get(base))


def test_without_a_record_its_sheets_lead_back(worker, base):
    for sheet in ("record", "own-copy"):
        answer = worker.client.get(f"{base}/{sheet}")
        assert (answer.status_code, answer.location) == (303, base)


def test_a_relationship_between_two_others_has_no_such_page(worker, around, within, case_id):
    around.worry("Kev", "Dawn")
    between = around(lambda case: case.network.tie_between(around.ids["Kev"], around.ids["Dawn"]).id)

    assert worker.client.get(f"{around.path}/safer/{between}").status_code == 404
    assert f"/safer/{between}" not in worker.get(f"{around.path}/risk")


def test_a_supervisor_reads_and_is_offered_no_change(visitor, worker, base, carer):
    worker.post(f"{base}/risk", RISK)

    page = visitor("sol").get(base)

    assert "I want him to stay" in page
    assert "Write it down again" not in page
    assert f"{base}/choose" not in page


def test_others_at_risk_are_questions_with_a_route(worker, around, carer):
    around.add("Lee", under_18=True)
    around.worry("Kev", "Lee")

    words = words_of(worker.get(f"{around.path}/risk"))

    assert "Others who may be at risk" in words
    assert "Is Lee, who is under 18, safe, and who has asked Lee? Serious worry that Lee may come to harm from Kev" in words
    assert "Where to take it: The council’s children’s services" in words
    assert (
        words.index("A child who lives there") < words.index("A carer in their own right") < words.index("Somebody in a position of trust")
    )
    assert not [word for word in NEVER if word in words.lower()]
