"""Questions for an hour of supervision, raised from one map: whose voice it is drawn in, who is missing, what is not known.

Each question stands with the facts that it rests on. Facts name only who is on the map and count only what is on it;
nobody is ranked and nothing is added up. What other modules know already (flags, gaps, who decides, what hangs on one
tie) is asked of them.

Source of the questions: the exercise on genograms of ISW ("What don't you know about this family? Where are the
gaps?"), and what practitioners ask of any map: who is missing, whose voice is it drawn in. The wording is ours.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from netmeet.domain.casefile import CaseFile
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.domain.meeting import AdultSays
from netmeet.domain.network import Sphere
from netmeet.domain.outcomes import current_wishes
from netmeet.domain.readings import (
    Concern,
    ConcernLevel,
    Contact,
    Frequency,
    Presence,
    Reading,
    Strain,
    StrainLevel,
    Voice,
    What,
)
from netmeet.domain.reliance import givers, would_lose
from netmeet.domain.risk import Standing
from netmeet.domain.supervised import Question, Seen, Topic, are, asked, count
from netmeet.domain.supervision_deciding import consent, decisions, doubted_elsewhere, interpreting, speaking_up
from netmeet.domain.unknowns import asked_alone, matters, never_asked_about
from netmeet.domain.voices import heard_alone, said_of
from netmeet.domain.wording import day, joined

Rule = Callable[[Seen], Iterator[Question]]

QUIET_DAYS = 30
"""After how many days without a word about a flagged tie it is asked what has happened since. Ours."""


def questions(case: CaseFile, rule: FlagRule, *, as_of: date) -> tuple[Question, ...]:
    """Return every question that a case raises as it stands on a day, by topic; those that rest on nothing are not asked."""
    seen = Seen.of(case, rule, as_of)
    rules = _OF_A_MAP if len(case.network.members) > 1 else _OF_AN_EMPTY_MAP
    found = [question for ask in rules for question in ask(seen)]
    return tuple(sorted(found, key=lambda question: list(Topic).index(question.topic)))


# ---------------------------------------------------------------- whose voice


def _whose_voice(seen: Seen) -> Iterator[Question]:
    said, adult = seen.network.readings, seen.adult
    if not said:
        yield from asked(Topic.VOICE, f"what has {adult} said?", "nothing that anybody said is written down yet")
        return
    voices = Counter(reading.voice for reading in said)
    whose = {Voice.PRACTITIONER: "the practitioner’s", Voice.ADULT: f"{adult}’s own", Voice.CARER: "carers’", Voice.OTHER: "other people’s"}
    told = [f"{are(voices[voice])} {words}" for voice, words in whose.items() if voices[voice] or voice is Voice.ADULT]
    own = voices[Voice.ADULT]
    if own * 2 >= len(said):
        asks = f"most of it is in {adult}’s own voice: who would say something else?"
    else:
        asks = f"would {adult} know this map again? Most of what is said on it is in other voices"
    yield from asked(Topic.VOICE, asks, f"of {count(len(said), 'thing', 'things')} said here, {joined(told)}")
    yield from _in_company(seen, [reading for reading in said if reading.voice is Voice.ADULT])


def _in_company(seen: Seen, own: list[Reading]) -> Iterator[Question]:
    """How much of the adult's own voice was heard with nobody else there. Company that nobody recorded is not alone."""
    alone = sum(heard_alone(seen.network, reading) for reading in own)
    unknown = sum(seen.words.present(reading).startswith("not known") for reading in own)
    told = ((alone, "alone"), (len(own) - alone - unknown, "with others in the room"), (unknown, "where it is not known who was there"))
    if alone < len(own):
        how = joined(f"{number} {words}" for number, words in told if number or words == "alone")
        fact = f"of {count(len(own), 'thing', 'things')} in {seen.adult}’s own voice, {how}"
        yield from asked(Topic.VOICE, f"what might {seen.adult} say with nobody else in the room?", fact)


def _without_a_word(seen: Seen) -> Iterator[Question]:
    """People tied to the adult about whom the adult is not recorded as saying anything."""
    network = seen.network
    spoken_of = {reading.about for reading in network.readings if reading.voice is Voice.ADULT}
    silent = [
        member.id
        for member in seen.people
        if (ties := seen.ties_with(member.id)) and not spoken_of & {member.id, *(tie.id for tie in ties)} and network.readings
    ]
    facts = [f"nothing in {seen.adult}’s own voice is written down about {seen.words.names(silent)}"] if silent else []
    yield from asked(Topic.VOICE, f"what would {seen.adult} say about them?", *facts)


def _who_worries(seen: Seen) -> Iterator[Question]:
    worries = [
        reading for reading in seen.network.readings if isinstance(reading.value, Concern) and reading.value.level > ConcernLevel.NONE
    ]
    if worries and not any(reading.voice is Voice.ADULT for reading in worries):
        none = "it is not" if len(worries) == 1 else "none of them is"
        told = f"{count(len(worries), 'worry is', 'worries are')} written down, and {none} in {seen.adult}’s own voice"
        yield from asked(Topic.VOICE, f"how does {seen.adult} see it?", told)


# ---------------------------------------------------------------- who is missing

_SPHERES = {
    Sphere.FAMILY: "family",
    Sphere.FRIEND: "friends",
    Sphere.NEIGHBOUR: "neighbours",
    Sphere.FAITH: "a faith group",
    Sphere.CLUB: "a club or group",
    Sphere.PAID: "people who are paid to help",
}


def _nobody_yet(seen: Seen) -> Iterator[Question]:
    yield from asked(Topic.MISSING, f"who is important in {seen.adult}’s life?", f"nobody but {seen.adult} is on the map")


def _spheres(seen: Seen) -> Iterator[Question]:
    there = {member.sphere for member in seen.others}
    there |= {Sphere.FAMILY} if any(member.id in seen.in_families for member in seen.others) else set()
    empty = [words for sphere, words in _SPHERES.items() if sphere not in there]
    facts = [f"nobody on the map, living, is from {joined(empty, 'or')}"] if empty else []
    yield from asked(Topic.MISSING, "is there nobody, or was it not asked?", *facts)


def _all_paid(seen: Seen) -> Iterator[Question]:
    ids = [member.id for member in seen.people]
    unpaid = [member for member in ids if not seen.is_paid(member)]
    facts = [f"everybody on the map beside {seen.adult} is paid to help: {seen.words.names(ids)}"] if ids and not unpaid else []
    yield from asked(Topic.MISSING, f"who is there for {seen.adult} who is not paid to be?", *facts)


def _without_a_tie(seen: Seen) -> Iterator[Question]:
    lone = [member.id for member in seen.others if not seen.network.ties_of(member.id) and member.id not in seen.in_families]
    home = {member for found in seen.network.households if seen.adult_id in found.members for member in found.members}
    facts = [f"no tie joins anybody with {seen.words.names(lone)}"] if lone else []
    for member in seen.others:
        if seen.ties_with(member.id) or not (member.id in home or (member.does and member.id not in lone)):
            continue
        known = f"lives with {seen.adult}" if member.id in home else f"is written down as doing something in {seen.adult}’s life"
        facts.append(f"{seen.words.name(member.id)} {known}, and no tie joins the two")
    yield from asked(Topic.MISSING, f"who are they to {seen.adult}?", *facts)


def _contact(seen: Seen) -> Iterator[Question]:
    """Family whose contact with the adult nobody recorded, and ties that lie still without anybody having asked about it."""
    silent, apart = [], []
    for member in seen.people:
        ties = seen.ties_with(member.id)
        said = [reading.value for tie in ties for reading in said_of(seen.network, tie.id, What.CONTACT)]
        if ties and not said and (member.sphere is Sphere.FAMILY or member.id in seen.in_families):
            silent.append(member.id)
        last = said[-1] if said else None
        if isinstance(last, Contact) and last.often is Frequency.NONE and not any(seen.network.said(tie.id, What.WANTS) for tie in ties):
            apart.append(member.id)
    facts = [f"no contact is written down with {seen.words.names(silent)}"] if silent else []
    yield from asked(Topic.MISSING, f"how often is {seen.adult} in touch with them, and who keeps it up?", *facts)
    facts = [
        f"{seen.words.names((seen.adult_id, member))} are not in touch, and what {seen.adult} wants is not written down" for member in apart
    ]
    yield from asked(Topic.MISSING, f"is that what {seen.adult} wants?", *facts)


def _not_asked_to_come(seen: Seen) -> Iterator[Question]:
    """Those who matter to the adult, and about whom the adult is not recorded as asked for the meeting planned last."""
    meeting = seen.meeting
    if meeting is None:
        return
    waiting = [
        member.id
        for member in seen.people
        if can_be_asked(seen.network, member)
        and meeting.invitation(member.id).adult_says is AdultSays.NOT_ASKED
        and any(matters(seen.words, tie, seen.rule) for tie in seen.ties_with(member.id))
    ]
    facts = [f"{seen.adult} was not asked whether to have at the meeting: {seen.words.names(waiting)}"] if waiting else []
    yield from asked(Topic.MISSING, f"they matter to {seen.adult}: are they to be there?", *facts)


# ---------------------------------------------------------------- what is not known


def _harm_not_asked(seen: Seen) -> Iterator[Question]:
    unknown = list(never_asked_about(seen.words, seen.rule))
    facts = [f"they matter to {seen.adult}, and nobody is known to have asked {seen.adult}, alone, about harm: {seen.words.names(unknown)}"]
    yield from asked(
        Topic.NOT_KNOWN, f"was {seen.adult} asked, alone, whether there is anything to worry about?", *(facts if unknown else [])
    )


def _worth_not_asked(seen: Seen) -> Iterator[Question]:
    facts = [
        f"there is a worry on the tie of {flag.about}, and nobody recorded how important it is"
        for flag in seen.flags
        if flag.standing is Standing.NOT_ASKED
    ]
    yield from asked(Topic.NOT_KNOWN, f"what would {seen.adult} lose?", *facts)


def _seen_alone(seen: Seen) -> Iterator[Question]:
    never = [
        flag.tie.other(seen.adult_id) for flag in seen.flags if flag.tie.joins(seen.adult_id) and not asked_alone(seen.words, flag.tie)
    ]
    facts = [f"nothing written down shows that {seen.adult} was asked alone about {seen.words.names(never)}"] if never else []
    yield from asked(Topic.NOT_KNOWN, f"when, and where, can {seen.adult} be seen alone?", *facts)


def _gone_quiet(seen: Seen) -> Iterator[Question]:
    last: dict[str, date] = {}
    for reading in seen.network.readings:
        if reading.said_on is not None:
            last[reading.about] = max(reading.said_on, last.get(reading.about, reading.said_on))
    facts = [
        f"the last thing said about {flag.about} is of {day(last[flag.tie.id])}, {since} days ago"
        for flag in seen.flags
        if (since := (seen.as_of - last.get(flag.tie.id, seen.as_of)).days) > QUIET_DAYS
    ]
    yield from asked(Topic.NOT_KNOWN, "what has happened since?", *facts)


def _wishes_and_safety(seen: Seen) -> Iterator[Question]:
    facts = [] if any(current_wishes(seen.case.wishes)) else [f"none of {seen.adult}’s three wishes is written down"]
    if not seen.case.safe:
        facts.append(f"how safe {seen.adult} feels is not written down")
    elif not any(reading.presence is Presence.ALONE for reading in seen.case.safe):
        facts.append(f"how safe {seen.adult} feels was never known to be asked alone")
    yield from asked(Topic.NOT_KNOWN, f"what does {seen.adult} want to come of this?", *facts)


# ---------------------------------------------------------------- what hangs on one person


def _one_tie(seen: Seen) -> Iterator[Question]:
    who_gives = givers(seen.network)
    losses = [loss for tie in seen.network.ties_of(seen.adult_id) for loss in would_lose(seen.words, tie, who_gives) if loss.only]
    yield from asked(Topic.HANGS, "what if one of them cannot go on?", *(loss.words for loss in losses))


def _carers(seen: Seen) -> Iterator[Question]:
    strained = [
        seen.words.spoken(reading).sentence
        for member in seen.others
        for reading in said_of(seen.network, member.id, What.STRAIN)
        if isinstance(reading.value, Strain) and reading.value.level > StrainLevel.COPING
    ]
    yield from asked(Topic.HANGS, "who supports them, and has a carer’s assessment been offered?", *strained)


_OF_AN_EMPTY_MAP: tuple[Rule, ...] = (_nobody_yet, _wishes_and_safety)
_OF_A_MAP: tuple[Rule, ...] = (
    _whose_voice,
    _without_a_word,
    _who_worries,
    _spheres,
    _all_paid,
    _without_a_tie,
    _contact,
    _not_asked_to_come,
    _harm_not_asked,
    _worth_not_asked,
    _seen_alone,
    _gone_quiet,
    _wishes_and_safety,
    _one_tie,
    _carers,
    decisions,
    doubted_elsewhere,
    speaking_up,
    interpreting,
    consent,
)
