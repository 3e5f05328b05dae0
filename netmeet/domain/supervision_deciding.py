"""Questions for supervision about who decides, who speaks up for the adult, who interprets, and where consent is written down."""

from collections.abc import Iterator

from netmeet.domain.advocate import AdvocateCheck, AdvocateOutcome, Finding, Need, needs_advocate
from netmeet.domain.advocate import latest as last_look
from netmeet.domain.capacity import CapacityOutcome, DecisionAbout, latest
from netmeet.domain.meeting import AdultSays
from netmeet.domain.readings import SupportKind
from netmeet.domain.reliance import givers
from netmeet.domain.risk import may_touch
from netmeet.domain.supervised import Question, Seen, Topic, asked
from netmeet.domain.wording import day


def decisions(seen: Seen) -> Iterator[Question]:
    """Gaps in who makes which decision."""
    asks = [ask for about in DecisionAbout if about is not DecisionAbout.OTHER for ask in seen.decides(about).asks]
    yield from asked(Topic.DECIDES, "who closes these gaps, and by when?", *asks)


def doubted_elsewhere(seen: Seen) -> Iterator[Question]:
    """A doubt about one decision, and no assessment of whom to invite: it says nothing about that, and is worth a word."""
    known = seen.case.capacity
    # A doubt that a later assessment of the same decision answered is none; of other decisions nobody knows which is the same.
    stand = [one for one in known if one.about is DecisionAbout.OTHER or latest(known, one.about) is one]
    doubts = [one for one in stand if one.outcome is not CapacityOutcome.HAS]
    if doubts and seen.meeting is not None and latest(known, DecisionAbout.WHO_TO_INVITE) is None:
        found = doubts[-1]
        on = f" on {day(found.assessed_on)}" if found.assessed_on else ""
        told = f"it was found{on}, for {found.about}: {found.outcome}. Who to invite is not assessed, so {seen.adult} decides"
        yield from asked(Topic.DECIDES, f"is there a reason to doubt that {seen.adult} can decide this too?", told)


def speaking_up(seen: Seen) -> Iterator[Question]:
    """Care Act 2014, section 68: substantial difficulty, and no appropriate person, who may not be paid to care or treat.

    Once somebody has looked at it, what follows from the answers is asked about, and nothing else.
    """
    look = last_look(seen.case.advocates)
    if look is not None:
        yield from _advocate(seen, look)
        return
    speak = givers(seen.network).get(SupportKind.ADVOCACY, frozenset())
    facts = [] if speak else [f"nobody on the map is written down as speaking up for {seen.adult}"]
    if paid := [member for member in speak if seen.is_paid(member)]:
        facts.append(f"speaking up for {seen.adult}, and paid to help: {seen.words.names(paid)}")
    if touched := [member for member in speak if may_touch(seen.network, seen.adult_id, member)]:
        facts.append(f"speaking up for {seen.adult}, with a worry written down: {seen.words.names(touched)}")
    found = (latest(seen.case.capacity, about) for about in DecisionAbout)
    if facts and any(one is not None and False in (one.understand, one.retain, one.weigh, one.communicate) for one in found):
        facts.append(f"an assessment found something that {seen.adult} cannot do: to understand, retain, use or weigh, or communicate")
    asks = (
        f"would {seen.adult} have substantial difficulty in being involved? If so, who is the appropriate person, "
        "or has an independent advocate been asked for (Care Act 2014, section 68)?"
    )
    yield from asked(Topic.DECIDES, asks, *facts)


_NOT_IN_PLACE = frozenset(AdvocateOutcome) - {AdvocateOutcome.IN_PLACE}
_OPEN = {Need.NOT_KNOWN: _NOT_IN_PLACE, Need.NOT_NEEDED: (), Need.PERSON: {AdvocateOutcome.NOT_YET}, Need.ADVOCATE: _NOT_IN_PLACE}
"""With which decisions what follows from the answers is still open."""


def _advocate(seen: Seen, look: AdvocateCheck) -> Iterator[Question]:
    """What is open after somebody looked at whether an advocate is needed, on the map as it is now."""
    finding = needs_advocate(seen.words, look)
    no_longer = _not_appropriate_now(seen, look, finding)
    if no_longer:
        asks = f"who represents and supports {seen.adult} now, and is an independent advocate to be asked for?"
        yield from asked(Topic.DECIDES, asks, *no_longer)
    elif look.outcome is AdvocateOutcome.ASKED_FOR:
        on = f" on {day(look.asked_on)}" if look.asked_on else ""
        yield from asked(
            Topic.DECIDES, f"has the advocate met {seen.adult}?", f"an advocate was asked for{on}, and is not written down as in place"
        )
    elif look.outcome in _OPEN[finding.need]:
        yield from asked(Topic.DECIDES, "who looks at it again, and by when (Care Act 2014, sections 67 and 68)?", *finding.because)


def _not_appropriate_now(seen: Seen, look: AdvocateCheck, finding: Finding) -> tuple[str, ...]:
    """What speaks now against the person who was found appropriate then; nothing while they still fit."""
    if look.outcome is not AdvocateOutcome.APPROPRIATE:
        return ()
    now = next((one for one in finding.considered if one.member == look.person), None)
    if now is None:
        return (f"whoever was found appropriate to represent {seen.adult} is no longer somebody on the map who can",)
    return now.because


def interpreting(seen: Seen) -> Iterator[Question]:
    """Somebody about whom there is a worry, who helps with language."""
    helpers = givers(seen.network).get(SupportKind.LANGUAGE, frozenset())
    facts = []
    if touched := [member for member in helpers if may_touch(seen.network, seen.adult_id, member)]:
        facts.append(f"helping {seen.adult} with language, with a worry written down: {seen.words.names(touched)}")
    yield from asked(Topic.DECIDES, "who else can interpret?", *facts)


def consent(seen: Seen) -> Iterator[Question]:
    """A meeting that is planned, and where it is written down that the adult agrees, or that it is in their best interests."""
    meeting = seen.meeting
    if meeting is None:
        return
    on = f" for {day(meeting.day)}" if meeting.day else ""
    facts = [f"a meeting is planned{on}, and netmeet has no place for consent"]
    early = [one.member for one in meeting.invitations if one.decision is not None and one.adult_says is AdultSays.NOT_ASKED]
    if early and seen.decides(DecisionAbout.WHO_TO_INVITE).adult_decides:
        facts.append(f"it was decided about them before {seen.adult} was asked: {seen.words.names(early)}")
    agrees = f"that {seen.adult} agrees to the meeting and to what is shared"
    best = f"why the meeting is in {seen.adult}’s best interests"
    what = agrees if seen.decides(DecisionAbout.HOLD_MEETING).adult_decides else best
    yield from asked(Topic.DECIDES, f"where is it written down {what}?", *facts)
