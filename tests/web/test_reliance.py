"""What the network holds, what a change of contact could mean, options to talk about: for workers, and on nothing that leaves."""

import re
from dataclasses import replace

import pytest

from netmeet.domain.network import Member, TieKind
from netmeet.domain.readings import (
    Basis,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Frequency,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.services import network, reliance
from netmeet.services.readings import Said, record
from tests.browser.demo import demo_in
from tests.browser.live import Live
from tests.support.hostile import NAMES
from tests.support.pages import links, looked_in, words_of, would_run

NEVER = ("perpetrator", "victim", "vulnerable", "refuses", "service user", "score", "safer")


class Tied:
    """Rose with Kev and Mo on her map, and short ways to say something of them."""

    def __init__(self, within, case_id):
        self.within, self.case_id = within, case_id
        self.adult = within(case_id, lambda case: case.profile.adult_id)
        self.kev, self.mo = (self.add(name) for name in ("Kev", "Mo"))

    def add(self, name):
        return self.within(self.case_id, lambda case: network.add_member(case, Member("", name), self.adult, TieKind.SOCIAL, "").id)

    def say(self, who, value, voice=Voice.ADULT, **how):
        tie = self.within(self.case_id, lambda case: case.network.tie_between(who, self.adult).id)
        return self.within(self.case_id, lambda case: record(case, Said(tie, value, voice, **how)))


@pytest.fixture
def rose(within, case_id):
    found = Tied(within, case_id)
    for who, amount in ((found.kev, "9 hours a week"), (found.mo, "about five hours a week")):
        found.say(who, Support(SupportKind.COMPANY, Direction.B_TO_A, amount))
    found.say(found.kev, Support(SupportKind.PRACTICAL, Direction.B_TO_A, "the shopping"))
    found.say(found.kev, Contact(Frequency.WEEKLY, "Mondays"))
    found.say(found.kev, Wants(WantsAnswer.CHANGE, "Less shouting"))
    found.say(
        found.kev, Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A, "Her card"), Voice.PRACTITIONER, basis=Basis.SEEN
    )
    return found


@pytest.fixture
def base(case_id):
    return f"/cases/{case_id}/reliance"


def asked(worker, base, **hows):
    return worker.post(f"{base}/what-if", {f"how-{member}": how for member, how in hows.items()}, status=200)


def kept(worker, base, title="A quieter week", **hows):
    """Keep what was looked at, and return where it led."""
    page = asked(worker, base, **hows)
    packed = re.search(r'name="chosen" type="hidden" value="([^"]+)"|name="chosen"[^>]*value="([^"]+)"', page)
    chosen = packed[1] or packed[2]
    return worker.post(f"{base}/options/new", {"title": title, "notes": "Ask Kev first", "chosen": chosen}, page=f"{base}/what-if")


def test_each_member_stands_with_what_passes_and_what_hangs_on_them(rose, worker, base):
    words = words_of(worker.get(base))

    assert (
        "Kev gives Rose Okafor company (9 hours a week); about 9 of about 14 hours a week of company that are known; so does Mo." in words
    )
    assert "Nobody else on the map gives Rose Okafor practical help." in words
    assert (
        "On Mondays, Kev is the only one in touch with Rose Okafor whose days are known; on which days Mo is in touch is not known."
        in words
    )
    assert not [word for word in NEVER if word in words.lower()]


def test_an_empty_map_says_so(worker, base):
    assert "The days of a week" not in words_of(worker.get(base))
    assert "Nothing that passes between people is written down yet." in words_of(worker.get(base))
    assert "Nobody with a tie to Rose Okafor is on the map yet." in words_of(worker.get(f"{base}/what-if"))


def test_now_and_then_stand_side_by_side_with_the_adults_words_first(rose, worker, base):
    words = words_of(asked(worker, base, **{rose.kev: "stopped"}))

    order = [
        "With Kev: no contact.",
        "What Rose Okafor says",
        "Less shouting",
        "Whose decision it is",
        "Whom Rose Okafor sees, and how, is for Rose Okafor to decide.",
        "only a court can order it: a council cannot impose it",
        "What could be lost",
        "Rose Okafor would lose all the practical help on the map, from Kev (the shopping).",
        "Rose Okafor would lose about 9 of about 14 hours a week of company that are known, from Kev (9 hours a week).",
        "What could be gained",
        "Serious worry that Rose Okafor may come to harm from Kev (financial or material abuse): it would no longer have this way in.",
        "is not the same as safe",
        "Who could be asked",
        "Mo already gives Rose Okafor company and could be asked for more.",
        "Now and then",
        "What the drawing marks",
    ]
    places = [words.find(part) for part in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert not [word for word in NEVER if word in words.lower()]


def test_several_changes_are_looked_at_at_once_and_nothing_is_saved(rose, worker, base, within, case_id):
    before = within(case_id, lambda case: case.network)
    page = asked(worker, base, **{rose.kev: "telephone", rose.mo: "fewer"})

    assert "With Kev: by telephone only. With Mo: less often, or for fewer hours." in words_of(page)
    assert within(case_id, lambda case: case.network) == before
    assert rose.kev not in worker.last.request.url


@pytest.mark.parametrize("how", ["", "nonsense"])
def test_choosing_nothing_is_asked_for_in_words(rose, worker, base, how):
    page = worker.post(f"{base}/what-if", {f"how-{rose.kev}": how}, status=400)

    assert "Choose what would change for at least one person." in words_of(page)


def test_from_a_member_the_question_begins_with_them(rose, worker, base, case_id):
    assert f"{base}/what-if/{rose.mo}" in links(worker.get(f"/cases/{case_id}/network/members/{rose.mo}"), base)
    page = worker.get(f"{base}/what-if/{rose.mo}")

    assert page.find(f'name="how-{rose.mo}"') < page.find(f'name="how-{rose.kev}"')
    assert "<strong>Mo</strong>" in page


def test_important_and_risky_leads_here_and_asks_about_patterns(rose, worker, case_id, base):
    for kind in (SupportKind.MONEY, SupportKind.PERSONAL_CARE):
        rose.say(rose.kev, Support(kind, Direction.B_TO_A))
    page = worker.get(f"/cases/{case_id}/risk")

    assert {base, f"{base}/what-if"} <= set(links(page, base))
    assert "Patterns worth a look" in words_of(page)
    assert "One person has both the money and the care" in words_of(page)
    assert "None of them is a finding about anybody." in words_of(page)


def test_a_map_without_a_pattern_has_no_heading_for_them(rose, worker, case_id):
    assert "Patterns worth a look" not in words_of(worker.get(f"/cases/{case_id}/risk"))


# ---------------------------------------------------------------- options


def test_an_option_is_kept_and_shown_with_the_meetings_and_taken_off_again(rose, worker, base, case_id):
    where = kept(worker, base, **{rose.kev: "supervised"})
    meeting = worker.post(f"/cases/{case_id}/meetings/new", {"purpose": "to plan"})

    page = worker.get(where)
    assert "A quieter week" in words_of(page)
    assert "Ask Kev first" in words_of(page)
    assert "With Kev: only with somebody else there." in words_of(page)
    for listed in (base, meeting):
        assert "Options to talk about A quieter week 22 November 2026" in words_of(worker.get(listed)).replace(
            "For workers only: they stand on no letter, agenda or plan. Nothing here is decided. ", ""
        )
    worker.post(f"{where}/drop", page=where)
    assert "Options to talk about" not in words_of(worker.get(meeting))
    worker.get(where, status=404)


def test_an_option_without_a_title_is_not_kept_and_what_was_typed_stays(rose, worker, base):
    asked(worker, base, **{rose.kev: "stopped"})
    page = worker.post(
        f"{base}/options/new", {"title": " ", "notes": "typed already", "chosen": f"{rose.kev}=stopped"}, page=f"{base}/what-if", status=400
    )

    assert "Enter a few words to know this option by" in words_of(page)
    assert "typed already" in words_of(page)
    assert "With Kev: no contact." in words_of(page)


@pytest.mark.parametrize("chosen", ["", "nobody=nothing", "rubbish"])
def test_an_option_that_changes_nothing_is_turned_down(rose, worker, base, chosen):
    page = worker.post(f"{base}/options/new", {"title": "x", "chosen": chosen}, page=f"{base}/what-if", status=400)

    assert "Choose what would change for at least one person." in words_of(page)


def test_an_option_about_somebody_who_died_says_so_and_can_be_taken_off(rose, worker, base, within, case_id):
    where = kept(worker, base, **{rose.kev: "stopped"})
    member = within(case_id, lambda case: case.network.member(rose.kev))
    within(case_id, lambda case: network.save_member(case, replace(member, dead=True), member.version))

    page = worker.get(where)
    assert "This option cannot be looked at any more. Kev has died." in words_of(page)
    worker.post(f"{where}/drop", page=where)


def test_an_option_about_somebody_taken_off_the_map_is_gone_with_them(rose, worker, base, within, case_id):
    where = kept(worker, base, **{rose.kev: "stopped"})
    both = kept(worker, base, title="Both", **{rose.kev: "stopped", rose.mo: "fewer"})
    within(case_id, lambda case: network.remove_member(case, rose.kev, sure=True))

    worker.get(where, status=404)
    assert "With Mo: less often, or for fewer hours. Ask Kev first" in words_of(worker.get(both))


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_text_here_too(worker, base, within, case_id, name):
    rose = Tied(within, case_id)
    other = rose.add(name)
    rose.say(other, Support(SupportKind.COMPANY, Direction.B_TO_A, name))

    for page in (worker.get(base), asked(worker, base, **{other: "stopped"}), worker.get(kept(worker, base, name, **{other: "telephone"}))):
        assert would_run(page) == []


def test_a_supervisor_looks_and_keeps_nothing_and_a_stranger_finds_nothing(rose, visitor, base):
    sol, tam = visitor("sol"), visitor("tam")

    words = words_of(asked(sol, base, **{rose.kev: "stopped"}))
    assert "What could be gained" in words
    assert "Keep it as an option" not in words
    sol.get(f"{base}/options/new", status=403)
    tam.get(base, status=404)


def test_looking_is_noted_and_an_address_alone_keeps_nothing(rose, worker, base, case_id):
    asked(worker, base, **{rose.kev: "stopped"})

    assert "looked at what a change of contact could mean" in words_of(worker.get(f"/cases/{case_id}/history"))
    assert worker.client.get(f"{base}/options/new").headers["Location"].endswith("/what-if")


def _after_looking(worker, path):
    """A paper; where something in it is to be looked at first, after looking."""
    answer = worker.client.get(path)
    looked = looked_in(answer.text) if answer.mimetype == "text/html" else ""
    return worker.client.get(f"{path}{'&' if '?' in path else '?'}looked={looked}") if looked else answer


def test_no_paper_and_no_copy_changes_with_an_option(app, clock, visitor, within):
    demo = demo_in(Live("", app, clock))
    worker, case_id = visitor("wren"), demo.case.profile.id
    base = f"/cases/{case_id}"
    pages = links(worker.get(f"{base}/papers"), f"{base}/papers/")
    # One of each kind of paper is enough: they are made alike for every reader, and each takes a while.
    kinds = {re.sub(r"[0-9a-f-]{36}", "*", path.partition("&")[0]): path for path in pages if not path.endswith(".ics")}
    papers = [*kinds.values(), f"{base}/drawings/genogram.svg?copy=the adult", f"{base}/drawings/circles.svg?copy=the adult"]

    def all_of_them():
        answers = [_after_looking(worker, path) for path in papers]
        assert {(answer.status_code, answer.mimetype == "text/html") for answer in answers} == {(200, False)}
        return [answer.data for answer in answers]

    before = all_of_them()
    carl = demo._ids["member_id"]
    kept(worker, f"{base}/reliance", "A canary of an option", **{carl: "stopped"})

    assert len(papers) > 4
    assert within(case_id, reliance.options)
    assert all_of_them() == before
