"""What is not known about a tie and would have to be asked. A gap is a question, never a nought."""

from collections.abc import Iterator

from netmeet.domain.flag_rule import FlagRule, Side, fired, harm_lines
from netmeet.domain.network import Member, MemberKind, Sphere, Tie, TieKind
from netmeet.domain.readings import (
    Basis,
    Concern,
    ConcernLevel,
    ConcernType,
    Reading,
    Restriction,
    RestrictionKind,
    Strain,
    StrainLevel,
    Voice,
    What,
)
from netmeet.domain.voices import heard_alone, said_of
from netmeet.domain.wording import Wording, day, sentence

_ABOUT_THE_TIE = (What.IMPORTANCE, What.CLOSENESS, What.WANTS, What.CONCERN)


def questions(words: Wording, tie: Tie) -> tuple[str, ...]:
    """Return what to ask about a tie, each question once: the adult's own view first, then worries, orders and strain."""
    asked = [*_of_worries(words, tie), *_of_restrictions(words, tie), *_of_strain(words, tie)]
    if words.network.adult_id is not None and tie.joins(words.network.adult_id):
        asked = [*_of_the_adult(words, tie, words.network.adult_id), *asked]
    return tuple(dict.fromkeys(sentence(question) for question in asked))


def asked_alone(words: Wording, tie: Tie) -> bool:
    """True when something recorded shows that the adult was asked about a tie of theirs with nobody else there."""
    return any(_heard_from_adult(words, reading) for what in _ABOUT_THE_TIE for reading in words.network.said(tie.id, what))


def _heard_from_adult(words: Wording, reading: Reading) -> bool:
    """True when this is known to be what the adult said with nobody else there."""
    return heard_alone(words.network, reading) and (reading.voice is Voice.ADULT or reading.basis is Basis.TOLD_BY_ADULT_ALONE)


def _of_the_adult(words: Wording, tie: Tie, adult_id: str) -> Iterator[str]:
    other = words.name(tie.other(adult_id))
    importance = words.network.said(tie.id, What.IMPORTANCE)
    if not importance:
        yield f"nobody has recorded how important {other} is to {words.adult}"
    elif not any(reading.voice is Voice.ADULT for reading in importance):
        yield f"{words.adult} has not said how important {other} is"
    if not words.network.said(tie.id, What.WANTS):
        yield f"what {words.adult} wants of the relationship with {other} is not recorded"
    if any(_level(reading) > ConcernLevel.NONE for reading in words.network.said(tie.other(adult_id), What.CONCERN)):
        yield f"a worry is recorded about {other}: from whom to whom, and does it touch {words.adult}?"
    if not asked_alone(words, tie):
        yield f"nothing recorded shows that {words.adult} was asked about {other} alone"


def _of_worries(words: Wording, tie: Tie) -> Iterator[str]:
    said = [(reading, reading.value) for reading in said_of(words.network, tie.id, What.CONCERN)]
    worries = [(reading, value) for reading, value in said if isinstance(value, Concern) and value.level > ConcernLevel.NONE]
    for reading, worry in worries:
        yield from _of_one_worry(words, tie, reading, worry)
    for line in () if worries else harm_lines(words.network, tie):
        yield f"the line drawn between {words.names((tie.a, tie.b))} says {line}, and no worry is recorded: is there one?"


def _of_one_worry(words: Wording, tie: Tie, reading: Reading, worry: Concern) -> Iterator[str]:
    harm = words.harm(tie, worry.direction)
    if worry.level is ConcernLevel.NOT_SURE:
        yield f"{words.who(reading)} is not sure whether {harm}: what would tell?"
    if worry.type is ConcernType.NOT_YET_KNOWN:
        yield f"{harm}: of what kind is not yet known"
    if not (worry.seen_or_heard or reading.evidence):
        yield f"what was seen or heard behind the worry that {harm} is not recorded"


def _level(reading: Reading) -> ConcernLevel:
    return reading.value.level if isinstance(reading.value, Concern) else ConcernLevel.NONE


def _of_restrictions(words: Wording, tie: Tie) -> Iterator[str]:
    said = (reading.value for reading in said_of(words.network, tie.id, What.RESTRICTION))
    for found in (value for value in said if isinstance(value, Restriction)):
        yield from _of_one_restriction(words, tie, found)


def _of_one_restriction(words: Wording, tie: Tie, found: Restriction) -> Iterator[str]:
    what = words.restriction(tie, found)
    if found.kind is RestrictionKind.POLICE_INVESTIGATION:
        yield f"{what}: ask the officer in the case first"
    elif not found.kind.blocks:
        yield f"{what}: who decided, and on what authority?"
    elif found.ends is not None and found.ends < words.as_of:
        yield f"{what}: it ended on {day(found.ends)}; was it renewed?"
    elif not found.source_seen:
        yield f"{what}: has anybody seen the document?"


def _of_strain(words: Wording, tie: Tie) -> Iterator[str]:
    for end in sorted({tie.a, tie.b}, key=lambda member: (words.name(member), member)):
        said = words.network.said(end, What.STRAIN)
        if any(isinstance(reading.value, Strain) and reading.value.level is StrainLevel.BREAKING_POINT for reading in said):
            yield f"{words.name(end)} is at breaking point: who supports {words.name(end)}, and has a carer's assessment been offered?"


def unasked(words: Wording, rule: FlagRule) -> tuple[str, ...]:
    """Return one question for each member whom ``never_asked_about`` names."""
    names = (words.name(member) for member in never_asked_about(words, rule))
    return tuple(
        sorted(sentence(f"was {words.adult} asked, alone, whether there is anything to worry about with {name}?") for name in names)
    )


def never_asked_about(words: Wording, rule: FlagRule) -> tuple[str, ...]:
    """Return the ids of those who matter to the adult and whose worries nobody is known to have asked about, alone.

    An answer given in company counts as not asked. Only people, and organisations that are paid to help, are asked about.
    Each is named once for each such tie.
    """
    network, adult = words.network, words.network.adult_id or ""
    found = []
    for tie in network.ties_of(adult):
        other = network.member(tie.other(adult))
        if matters(words, tie, rule) and _may_be_asked_about(tie, other) and not answered_alone(words, tie):
            found.append(other.id)
    return tuple(found)


def matters(words: Wording, tie: Tie, rule: FlagRule) -> bool:
    """True when anybody, at any time, said what the rule takes for important."""
    return any(row.side is Side.IMPORTANT for row in fired(words, tie, rule))


def _may_be_asked_about(tie: Tie, other: Member) -> bool:
    paid = tie.kind is TieKind.PAID or other.sphere is Sphere.PAID
    return not other.has_died and (other.kind is MemberKind.PERSON or (other.kind is MemberKind.ORGANISATION and paid))


def answered_alone(words: Wording, tie: Tie) -> bool:
    """True when something recorded shows what the adult said of harm on a tie of theirs with nobody else there."""
    return any(_heard_from_adult(words, reading) for reading in words.network.said(tie.id, What.CONCERN))
