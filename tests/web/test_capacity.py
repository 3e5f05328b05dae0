"""Who makes a decision: presumed to be the adult, unless a dated assessment of that one decision says otherwise."""

import re

import pytest

from tests.support.around import Around
from tests.support.site import hidden_fields

LACKS = {
    "about": "who to invite",
    "decision": "Who comes on 10 December",
    "outcome": "cannot make this decision now",
    "assessed_on": "20/11/2026",
    "assessor": "Nell Okoro",
    "weigh": "no",
    "impairment": "Dementia",
    "causal_link": "Cannot hold both sides in mind",
    "decision_maker": "Nell Okoro, social worker",
    "best_interests": "She loves her sister",
}


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def capacity(case_id):
    return f"/cases/{case_id}/capacity"


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def test_the_adult_decides_until_an_assessment_says_otherwise(worker, capacity):
    read = text(worker.get(capacity))

    for decision in ("Whether to hold the meeting", "Who to invite", "What to share with whom"):
        assert f"{decision} Rose Okafor decides" in read
    assert "Another decision Rose" not in read


def test_an_assessment_says_who_decides_that_one_thing_and_what_is_still_needed(worker, capacity, around):
    dawn = around.add("Dawn")
    around.add("Kev")
    around.add("Rex", kind="pet")
    around.add("Una", dead=True)
    offered = worker.get(f"{capacity}/new")
    assert set(re.findall(r'for="heard-[^"]+">([^<]+)<', offered)) == {"Dawn", "Kev"}

    worker.post(f"{capacity}/new", LACKS | {f"heard-{dawn}": "not consulted", f"why-{dawn}": "  She is\x00 away "})

    read = text(worker.get(capacity))
    assert "Who to invite Nell Okoro, social worker decides in their best interests" in read
    assert "Whether to hold the meeting Rose Okafor decides" in read
    assert "Cannot make this decision now . Who to invite. 20 November 2026, Nell Okoro" in read
    assert "Use or weigh: no" in read
    assert "Keep in mind: not recorded" in read
    assert "Dawn: not consulted (She is away)" in read
    assert "Still needed" not in read

    worker.post(f"{capacity}/new", LACKS | {"impairment": "", "decision_maker": "", "assessed_on": "21/11/2026"})
    read = text(worker.get(capacity))
    assert "Nobody is named yet who decides in their best interests" in read
    assert "Still needed: Say what impairment" in read
    assert read.index("21 November") < read.index("20 November"), "the latest stands first"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"assessed_on": ""}, "Enter the day of the assessment"),
        ({"assessed_on": "tomorrow"}, "Enter a day that exists"),
        ({"assessed_on": "23/11/2026"}, "This day is still to come"),
        ({"assessor": ""}, "Enter who assessed"),
        ({"weigh": ""}, "Say which of the four abilities is missing"),
        ({"weigh": "perhaps"}, "Choose one of the answers on the list"),
        ({"about": ""}, "Choose the decision"),
        ({"decision": ""}, "Enter the decision in plain words"),
        ({"outcome": ""}, "Choose what was found"),
        ({"impairment": "x" * 2001}, "must be 2,000 characters or fewer"),
    ],
)
def test_what_cannot_be_kept_says_why_and_keeps_what_was_typed(worker, capacity, around, sent, message):
    dawn = around.add("Dawn")

    page = worker.post(f"{capacity}/new", LACKS | {f"heard-{dawn}": "in writing", f"why-{dawn}": "She is away"} | sent, status=400)

    assert message in page
    assert "She loves her sister" in page
    assert 'value="in writing" selected' in page
    assert 'value="She is away"' in page
    assert "Who comes on 10 December" not in worker.get(capacity)


def test_why_somebody_is_heard_in_some_way_has_a_limit(worker, capacity, around):
    dawn = around.add("Dawn")

    page = worker.post(f"{capacity}/new", LACKS | {f"heard-{dawn}": "in writing", f"why-{dawn}": "x" * 501}, status=400)

    assert "Why Dawn is heard in this way must be 500 characters or fewer" in page
    assert "x" * 501 in page


def test_nobody_who_is_not_on_the_map_is_consulted(worker, capacity):
    worker.post(f"{capacity}/new", LACKS | {"heard-00000000-0000-7000-8000-00000000ffff": "in writing"})

    assert "Consulted:" not in worker.get(capacity)


def test_a_draft_brings_back_who_is_consulted_too(worker, capacity, around):
    dawn = around.add("Dawn")
    token = hidden_fields(worker.get(f"{capacity}/new"))["csrf_token"]
    typed = {"decision": "Who comes", f"heard-{dawn}": "in writing", f"why-{dawn}": "She is away"}

    worker.client.post(f"/drafts?path={capacity}/new", data=typed, headers={"X-CSRFToken": token})

    assert "Put my words back" in worker.get(f"{capacity}/new")
    page = worker.get(f"{capacity}/new?draft=use")
    for kept in ('value="Who comes"', 'value="in writing" selected', 'value="She is away"'):
        assert kept in page


def test_a_supervisor_reads_and_is_offered_no_change(visitor, worker, capacity):
    worker.post(f"{capacity}/new", LACKS | {"outcome": "not clear yet"})

    page = visitor("sol").get(capacity)

    assert "Not clear yet" in page
    assert "Finish the assessment" in page
    assert "Write down an assessment" not in page
