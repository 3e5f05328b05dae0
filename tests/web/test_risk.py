"""Important and risky: both readings side by side with whose they are, what the adult wants and would lose; nothing added up."""

from datetime import date

import pytest

from netmeet.domain.network import Member, TieKind
from netmeet.domain.readings import (
    Basis,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Importance,
    ImportanceLevel,
    Presence,
    Restriction,
    RestrictionKind,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.services import network
from netmeet.services.readings import Said, record
from tests.support.pages import links, words_of, would_run

NEVER = ("perpetrator", "victim", "vulnerable", "refuses", "service user", "score", "remove")


class Tied:
    """Rose with Kev and Dawn on her map, and short ways to say something of them."""

    def __init__(self, within, case_id):
        self.within, self.case_id = within, case_id
        self.adult = within(case_id, lambda case: case.profile.adult_id)
        self.kev, self.dawn = (self._add(name) for name in ("Kev", "Dawn"))

    def _add(self, name):
        return self.within(self.case_id, lambda case: network.add_member(case, Member("", name), self.adult, TieKind.KINSHIP, "").id)

    def tie(self, one, other=None):
        return self.within(self.case_id, lambda case: case.network.tie_between(one, other or self.adult).id)

    def say(self, value, voice=Voice.ADULT, about=None, **how):
        about = about or self.tie(self.kev)
        if isinstance(value, Concern | Restriction):
            how = {"basis": Basis.SEEN} | how
        return self.within(self.case_id, lambda case: record(case, Said(about, value, voice, **how)))

    def worry(self, level=ConcernLevel.SERIOUS, voice=Voice.PRACTITIONER, heard="Kev took her card", **how):
        return self.say(Concern(ConcernType.FINANCIAL, level, Direction.B_TO_A, heard), voice, **how)

    def matters(self, level=ImportanceLevel.VERY, voice=Voice.ADULT, **how):
        return self.say(Importance(level), voice, **how)


@pytest.fixture
def rose(within, case_id):
    return Tied(within, case_id)


@pytest.fixture
def page(worker, case_id):
    return lambda: words_of(worker.get(f"/cases/{case_id}/risk"))


def test_nothing_written_down_is_not_called_safe(page):
    words = page()

    assert "Nothing is flagged. That means nothing was written down, not that Rose Okafor is safe." in words
    assert "The rule behind this page" in words


def test_a_tie_that_matters_and_worries_shows_both_whose_they_are_and_what_they_rest_on(rose, page):
    rose.matters(evidence="He is my boy", presence=Presence.ALONE, said_on=date(2026, 11, 1))
    rose.worry(evidence="", said_on=date(2026, 11, 20))

    words = page()

    assert "Important, and a worry" in words
    assert "Rose Okafor said on 1 November 2026 (alone): Kev is very important to Rose Okafor" in words
    assert "He is my boy" in words
    assert "The practitioner recorded on 20 November 2026: serious worry that Rose Okafor may come to harm from Kev" in words
    assert "Kev took her card" in words
    assert "Rests on: seen." in words
    assert "Not asked yet." in words
    assert "Nothing is added up." in words
    assert not [word for word in NEVER if word in words.lower()]


def test_what_the_adult_wants_and_would_lose_stands_beside_it(rose, page):
    rose.matters()
    rose.worry()
    rose.say(Wants(WantsAnswer.CHANGE, "Less shouting"))
    rose.say(Support(SupportKind.PERSONAL_CARE, Direction.B_TO_A, "every night"))

    words = page()

    assert "What Rose Okafor wants" in words
    assert "Less shouting" in words
    assert "What Rose Okafor would lose" in words
    assert "personal care" in words


def test_no_risk_said_with_the_person_of_concern_in_the_room_hides_nothing(rose, page):
    rose.matters()
    rose.worry()
    rose.worry(ConcernLevel.NONE, Voice.ADULT, heard="", present=(rose.kev,), basis=Basis.TOLD_BY_ADULT_WITH_OTHERS)

    words = page()

    assert "Important, and a worry" in words
    assert "serious worry that Rose Okafor may come to harm from Kev" in words
    assert "(with Kev in the room): nothing to worry about" in words


def test_a_worry_of_somebody_who_is_a_worry_themselves_says_so(rose, within, case_id, page):
    between = within(case_id, lambda case: network.add_tie(case, rose.dawn, rose.kev, TieKind.KINSHIP, "")).id
    rose.worry(about=rose.tie(rose.dawn), heard="Dawn shouted")
    rose.worry(voice=Voice.OTHER, voice_member=rose.dawn)
    rose.say(Concern(ConcernType.PHYSICAL, ConcernLevel.SOME, Direction.A_TO_B, "A push"), Voice.PRACTITIONER, about=between)

    words = page()

    assert "Worries between others" in words
    assert "Dawn" in words.split("Keep in mind")[-1]


def test_adult_and_worker_who_see_it_differently_are_both_heard(rose, page):
    rose.matters()
    rose.matters(ImportanceLevel.NOT, Voice.PRACTITIONER)
    rose.worry()

    words = page()

    assert "They see it differently" in words


@pytest.mark.parametrize(
    ("say", "heading"),
    [
        (lambda rose: (rose.matters(), rose.worry()), "Important, and a worry"),
        (lambda rose: (rose.matters(), rose.worry(ConcernLevel.NOT_SURE)), "Important, and not clear yet"),
        (lambda rose: rose.worry(), "A worry. Ask how important it is"),
        (lambda rose: (rose.matters(ImportanceLevel.NOT), rose.worry()), "A worry, and not said to be important"),
    ],
)
def test_each_flag_stands_under_what_it_is(rose, page, say, heading):
    say(rose)

    assert heading in page()


def test_an_order_stands_with_who_is_bound_and_how_it_stands_today(rose, page):
    rose.matters()
    order = Restriction(RestrictionKind.NON_MOLESTATION, Direction.B_TO_A, "100 metres", "", date(2026, 1, 1), date(2027, 1, 1))
    rose.say(order, Voice.PRACTITIONER, basis=Basis.ON_RECORD)

    words = page()

    assert "non-molestation order, which binds Kev and protects Rose Okafor; in force from 1 January 2026 until 1 January 2027" in words
    assert "100 metres" in words


def test_a_carer_at_breaking_point_and_a_worry_about_the_adult_alone_are_shown(rose, page):
    rose.matters()
    rose.worry()
    rose.say(Strain(StrainLevel.BREAKING_POINT, "No sleep"), Voice.CARER, about=rose.kev, voice_member=rose.kev)
    rose.say(Concern(ConcernType.SELF_NEGLECT, ConcernLevel.SOME, Direction.BOTH, "No food in"), Voice.PRACTITIONER, about=rose.adult)

    words = page()

    assert "Kev is at breaking point" in words
    assert "About Rose Okafor alone" in words
    assert "some worry about Rose Okafor (self-neglect)" in words


def test_a_worry_about_the_adult_alone_is_not_nothing(rose, page):
    rose.say(Concern(ConcernType.SELF_NEGLECT, ConcernLevel.SOME, Direction.BOTH, "No food in"), Voice.PRACTITIONER, about=rose.adult)

    assert "Nothing is flagged" not in page()


def test_what_nobody_asked_yet_is_listed(rose, page):
    rose.matters()

    assert "Not asked yet" in page()


def test_the_first_table_holds_each_relationship_once_with_the_most_serious_worry(rose, worker, case_id):
    rose.matters(ImportanceLevel.IMPORTANT)
    rose.matters(ImportanceLevel.VERY, Voice.CARER)
    rose.worry(ConcernLevel.SERIOUS)
    rose.worry(ConcernLevel.NONE, Voice.ADULT, heard="")

    source = worker.get(f"/cases/{case_id}/risk")
    table = words_of(source, "table")

    assert "Rose Okafor: Kev is important to Rose Okafor" in table
    assert "serious worry" in table
    assert "nothing to worry about" not in table
    assert "and 1 more answer" in table
    assert f"/cases/{case_id}/network/ties/{rose.tie(rose.kev)}" in links(source, f"/cases/{case_id}/network/ties")


def test_an_order_alone_stands_in_the_first_table(rose, worker, case_id):
    order = Restriction(RestrictionKind.NON_MOLESTATION, Direction.B_TO_A)
    rose.say(order, Voice.PRACTITIONER, basis=Basis.ON_RECORD)

    table = words_of(worker.get(f"/cases/{case_id}/risk"), "table")

    assert "nobody has said" in table
    assert "non-molestation order" in table


def test_hostile_words_are_text_here_too(rose, case_id, worker):
    nasty = "</blockquote><script>alert(1)</script> ]]> #panic() \\"
    rose.matters(evidence=nasty)
    rose.worry(heard=nasty)

    source = worker.get(f"/cases/{case_id}/risk")

    assert would_run(source) == []
    assert words_of(source).count(nasty) >= 2


def test_a_supervisor_may_look_and_a_stranger_finds_nothing(case_id, visitor):
    visitor("sol").get(f"/cases/{case_id}/risk")
    visitor("tam").get(f"/cases/{case_id}/risk", status=404)
