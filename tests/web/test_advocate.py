"""Does the adult need an advocate? What follows is worked out; a person decides, and nobody is made to fit."""

import pytest

from tests.support.around import Around
from tests.support.pages import values_of, words_of, would_run

AREAS = {"understand": "no", "retain": "no", "weigh": "yes", "communicate": "no"}
SENT = AREAS | {"outcome": "not decided yet"}


@pytest.fixture
def around(within, case_id):
    found = Around(within, case_id)
    found.add("Ann")
    found.add("Kev")
    found.add("Comfort", sphere="paid")
    found.worry("Kev")
    return found


@pytest.fixture
def path(around):
    return f"{around.path}/advocate"


def fits(around, name="Ann"):
    return {f"{what}-{around.ids[name]}": "yes" for what in ("agrees", "willing", "able")}


def test_before_anybody_answers_it_is_not_known_and_some_are_ruled_out(worker, path):
    page = worker.get(path)
    words = words_of(page)

    assert "Does Rose Okafor need an advocate? An independent advocate is arranged" in words
    assert "What follows: not known yet" in words
    assert "Comfort is paid to help Rose Okafor, or does so as a job." in words
    assert "A worry about harm is recorded between Kev and Rose Okafor, or about Kev." in words
    assert "Could be, once asked Nobody has asked yet about these" in words
    assert would_run(page) == []


def test_substantial_difficulty_and_nobody_asked_means_an_advocate(worker, path):
    worker.post(f"{path}/new", SENT)

    words = words_of(worker.get(path))
    assert "What follows: an independent advocate is to be arranged" in words
    assert "Rose Okafor has substantial difficulty with using or weighing information." in words
    assert "does Rose Okafor, alone, want them to; are they willing; are they able to? Ann" in words


def test_somebody_who_fits_can_represent_until_the_map_says_otherwise(worker, path, around):
    person = {"outcome": "somebody appropriate represents and supports them", "person": around.ids["Ann"]}
    worker.post(f"{path}/new", SENT | fits(around) | person)
    assert "What follows: no duty while this person represents and supports them" in words_of(worker.get(path))

    around.worry("Ann")

    words = words_of(worker.get(path))
    assert "Ann was the appropriate person, and is not known to be so any more" in words
    assert "What follows: an independent advocate is to be arranged" in words


def test_the_referral_is_kept_with_its_day_and_the_other_advocates(worker, path):
    asked = {
        "outcome": "an independent advocate is asked for",
        "asked_of": "Speak Up Midmere",
        "asked_on": "20/11/2026",
        "imca": "not needed",
        "imha": "not needed",
    }
    worker.post(f"{path}/new", SENT | asked | {"why": "Loses the thread", "notes": "Large print", "decided_on": "21/11/2026"})

    words = words_of(worker.get(path))
    assert "Decided An independent advocate is asked for" in words
    assert "An advocate was asked for 20 November 2026, Speak Up Midmere IMCA Not needed IMHA Not needed Why Loses the thread" in words
    assert "21 November 2026" in words


def test_it_is_looked_at_again_from_what_was_answered(worker, path, around):
    ann = around.ids["Ann"]
    worker.post(f"{path}/new", SENT | fits(around) | {f"willing-{ann}": "no", f"words-{ann}": "She moves away"})

    again = values_of(worker.get(f"{path}/new"))
    worker.post(f"{path}/new", SENT | dict.fromkeys(AREAS, "no") | {"outcome": "no substantial difficulty"})

    assert (again[f"agrees-{ann}"], again[f"willing-{ann}"], again[f"words-{ann}"]) == ("yes", "no", "She moves away")
    words = words_of(worker.get(path))
    assert "What follows: no duty: no substantial difficulty is recorded" in words
    assert "What was decided before 22 November 2026: not decided yet" in words


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"outcome": ""}, "Choose what was decided"),
        ({"outcome": "no substantial difficulty"}, "Answer “no” for all four areas first"),
        ({"outcome": "somebody appropriate represents and supports them"}, "Choose who represents and supports them"),
        ({"outcome": "an independent advocate is asked for"}, "Enter the day when an advocate was asked for"),
        ({"asked_on": "1/1/2027"}, "This day is still to come"),
        ({"decided_on": "1/1/2027"}, "This day is still to come"),
        ({"weigh": "perhaps"}, "Choose one of the answers on the list"),
    ],
)
def test_what_cannot_stand_says_why_and_keeps_what_was_typed(worker, path, around, sent, message):
    ann = around.ids["Ann"]

    page = worker.post(f"{path}/new", SENT | {"why": "Loses the thread", f"words-{ann}": "Her sister"} | sent, status=400)

    assert message in page
    assert "Loses the thread" in page
    assert values_of(page)[f"words-{ann}"] == "Her sister"
    assert "What was decided" not in words_of(worker.get(path))


def test_whoever_is_paid_or_part_of_a_worry_is_not_offered(worker, path, around):
    page = worker.get(f"{path}/new")

    assert f"agrees-{around.ids['Ann']}" in page
    for name in ("Kev", "Comfort"):
        assert f"agrees-{around.ids[name]}" not in page
        worker.post(
            f"{path}/new", SENT | {"outcome": "somebody appropriate represents and supports them", "person": around.ids[name]}, status=400
        )


def test_a_map_of_nobody_else_says_so(worker, case_id):
    words = words_of(worker.get(f"/cases/{case_id}/advocate"))
    assert "Nobody on the map." in words
    assert "Nobody on the map." in words_of(worker.get(f"/cases/{case_id}/advocate/new"))


def test_the_page_stands_beside_capacity_and_a_supervisor_only_reads(visitor, worker, path, around):
    assert path in worker.get(f"{around.path}/capacity")
    page = visitor("sol").get(path)
    assert "What follows" in page
    assert "Answer the questions" not in page
