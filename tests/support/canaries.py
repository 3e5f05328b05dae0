"""A case with a word to watch for in everything that may be typed or said, so that a copy can be searched for what it must not hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from netmeet.domain.advocate import AdvocateCheck, Candidate
from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import Household, Member, Sphere, TieKind, Union, UnionKind
from netmeet.domain.protective import Library
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Frequency,
    Importance,
    ImportanceLevel,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.risk_taking import Agreed, RiskTaking
from netmeet.services import advocates, network, safer
from netmeet.services.cases import OpenCase
from netmeet.services.readings import Said, record_all

HIDDEN = "canary"
"""For the worker only."""
OWN = "linnet"
"""The adult's own copy may hold it; a screen that everybody looks at may not."""
TOGETHER = "wagtail"
"""A shared screen and the adult's own copy may hold it; a copy for the network may not."""

Ids = dict[str, str]


def fill(within: Callable[..., Any], case_id: str) -> Ids:
    """Put Bea, Dev and Kit (who is kept off copies) on the map of a case, and say everything about them. Returns their ids."""
    ids: Ids = within(case_id, _people)
    ids |= within(case_id, lambda case: _ties(case, ids))
    within(case_id, lambda case: record_all(case, [*_shown(ids), *_said(ids)]))
    within(case_id, lambda case: _safer(case, ids))
    return ids


def _people(case: OpenCase) -> Ids:
    adult = case.profile.adult_id
    contact = {"address": HIDDEN, "phone": HIDDEN, "email": HIDDEN, "health": HIDDEN, "safe_contact": HIDDEN, "communication": HIDDEN}
    network.save_member(case, replace(case.adult, pronouns=OWN, **contact), 1)
    lived = {"born": PartialDate(1951, 4, 3), "died": PartialDate(2019, 2, 1)}
    bea = Member("", "Bea", sphere=Sphere.FAMILY, does=f"plays cards {TOGETHER}", pronouns=OWN, **lived, **contact)  # type: ignore[arg-type]
    made = {"Rose": adult}
    for member in (bea, Member("", "Dev"), Member("", f"Kit {HIDDEN}", off_copies=True)):
        made[member.name.split()[0]] = network.add_member(case, member, adult, TieKind.SOCIAL, HIDDEN).id
    return made


def _ties(case: OpenCase, ids: Ids) -> Ids:
    between = network.add_tie(case, ids["Bea"], ids["Dev"], TieKind.SOCIAL, HIDDEN)
    network.save_union(case, Union("", (ids["Bea"], ids["Kit"]), UnionKind.AFFAIR, start=PartialDate(1971), label=HIDDEN), None)
    network.save_union(case, Union("", (ids["Rose"], ids["Bea"]), UnionKind.MARRIED, start=PartialDate(1972), label=HIDDEN), None)
    network.save_household(case, Household("", HIDDEN, (ids["Rose"], ids["Bea"])), None)
    own = case.network.tie_between(ids["Rose"], ids["Bea"])
    assert own is not None
    return {"Bea and Rose": own.id, "Bea and Dev": between.id}


def _safer(case: OpenCase, ids: Ids) -> None:
    """An answer about an option, a risk that the adult wants to take, and a look at whether an advocate is needed."""
    between = case.network.tie_between(ids["Rose"], ids["Dev"])
    assert between is not None
    tie = between.id
    choice = OptionChoice("", tie, "advocacy", "", Answer.CHANGED, Voice.ADULT, words=HIDDEN)
    risk = RiskTaking(
        "",
        tie,
        HIDDEN,
        benefits=HIDDEN,
        harms=HIDDEN,
        likelihood=HIDDEN,
        more_safeguards=HIDDEN,
        agreed=(Agreed(ids["Dev"], agrees=False, words=HIDDEN),),
        others_agreed=HIDDEN,
        contingency=HIDDEN,
    )
    check = AdvocateCheck("", why=HIDDEN, candidates=(Candidate(ids["Dev"], words=HIDDEN),), asked_of=HIDDEN, notes=HIDDEN)
    safer.choose(case, choice, Library())
    safer.record_risk(case, risk)
    advocates.record(case, check)


def _shown(ids: Ids) -> list[Said]:
    """What the adult says of closeness and help, which is shared."""
    tie = ids["Bea and Rose"]
    return [
        Said(tie, Closeness(Ring.FRIENDSHIP), Voice.ADULT),
        Said(tie, Support(SupportKind.MONEY, Direction.B_TO_A, f"weekly {TOGETHER}"), Voice.ADULT),
    ]


def _said(ids: Ids) -> list[Said]:
    """Everything else."""
    tie, between, bea, dev = ids["Bea and Rose"], ids["Bea and Dev"], ids["Bea"], ids["Dev"]
    order = Restriction(RestrictionKind.NON_MOLESTATION, Direction.A_TO_B, HIDDEN, HIDDEN, date(2026, 1, 1), date(2027, 1, 1))
    return [
        Said(tie, Closeness(Ring.EXCHANGE), Voice.CARER, voice_member=dev, evidence=HIDDEN),
        Said(tie, Support(SupportKind.TRANSPORT, Direction.B_TO_A, HIDDEN), Voice.PRACTITIONER),
        Said(tie, Importance(ImportanceLevel.VERY), Voice.ADULT, present=(dev,), evidence=HIDDEN),
        Said(tie, Contact(Frequency.DAILY, HIDDEN), Voice.ADULT),
        Said(tie, Emotional(EmotionalKind.OTHER, Direction.BOTH, HIDDEN), Voice.ADULT),
        Said(tie, Wants(WantsAnswer.LESS, OWN), Voice.ADULT),
        Said(bea, Strain(StrainLevel.BREAKING_POINT, HIDDEN), Voice.CARER, voice_member=bea),
        Said(tie, Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A, HIDDEN), Voice.PRACTITIONER, basis=Basis.SEEN),
        Said(between, order, Voice.PRACTITIONER, basis=Basis.ON_RECORD),
        Said(between, Support(SupportKind.COMPANY, Direction.BOTH, HIDDEN), Voice.OTHER),
    ]
