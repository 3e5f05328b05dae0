"""What was said about one option for one relationship: chosen, changed or not wanted, by whom, and with whom in the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netmeet.domain.network import Tie
from netmeet.domain.protective import Offered
from netmeet.domain.readings import Presence, Voice
from netmeet.domain.wording import Wording, day, joined, sentence


class Answer(StrEnum):
    """What somebody says of an option."""

    CHOSEN = "chosen"
    CHANGED = "chosen, with changes"
    NOT_WANTED = "not wanted"

    @property
    def is_yes(self) -> bool:
        """True when the option is to be used."""
        return self is not Answer.NOT_WANTED


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One answer about one option (``option`` is its key) for one tie, kept for good. A later one stands beside it.

    ``name`` is what the option was called then, so that it can be read when the library has changed. ``words`` are the
    changes, or the reason. ``seq`` is the order of recording within the case, from 1.
    """

    id: str
    tie: str
    option: str
    name: str
    answer: Answer
    voice: Voice
    voice_member: str | None = None
    presence: Presence = Presence.NOT_KNOWN
    present: tuple[str, ...] = ()
    words: str = ""
    said_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One answer in words. ``notes`` are what a reader must know beside it."""

    choice: OptionChoice
    sentence: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """One option with the last answer of everybody who gave one (``now``), and what they said ``before``, newest first.

    ``in_use``: somebody chose it, and the adult, alone if they were ever asked alone, is not against it. ``never``: why it
    must not be used now, whatever was chosen before.
    """

    option: str
    name: str
    now: tuple[Told, ...]
    before: tuple[Told, ...]
    in_use: bool
    never: tuple[str, ...] = ()


def settled(words: Wording, tie: Tie, choices: Iterable[OptionChoice], offered: Offered) -> tuple[Settled, ...]:
    """Return what was said about each option for a tie, in the order that the options were first spoken of."""
    by_option: dict[str, list[OptionChoice]] = {}
    for choice in sorted(choices, key=lambda one: (one.seq, one.id)):
        if choice.tie == tie.id:
            by_option.setdefault(choice.option, []).append(choice)
    never = {offer.key: offer.because for offer in offered.never}
    return tuple(_settled(words, tie, said, never.get(option, ())) for option, said in by_option.items())


def _settled(words: Wording, tie: Tie, said: list[OptionChoice], never: tuple[str, ...]) -> Settled:
    last = {_speaker(choice): choice for choice in said}
    now = [choice for choice in reversed(said) if last[_speaker(choice)] is choice]
    before = [choice for choice in reversed(said) if last[_speaker(choice)] is not choice]
    own = [choice for choice in now if choice.voice is Voice.ADULT]
    adult = next((choice for choice in own if _alone(choice)), next(iter(own), None))
    in_use = any(choice.answer.is_yes for choice in now) and (adult is None or adult.answer.is_yes) and not never
    return Settled(
        option=said[-1].option,
        name=said[-1].name,
        now=tuple(tell(words, tie, choice) for choice in now),
        before=tuple(tell(words, tie, choice) for choice in before),
        in_use=in_use,
        never=never,
    )


def _speaker(choice: OptionChoice) -> tuple[Voice, str]:
    """Whose answer it is. What the adult said alone, and what they said otherwise, stand beside one another.

    Staff speak as one; a carer or somebody else whom nobody named is taken for nobody else.
    """
    if choice.voice is Voice.ADULT:
        return choice.voice, "alone" if _alone(choice) else ""
    unnamed = "" if choice.voice is Voice.PRACTITIONER else f"unnamed {choice.id}"
    return choice.voice, choice.voice_member or unnamed


def _alone(choice: OptionChoice) -> bool:
    return choice.presence is Presence.ALONE and not choice.present


def tell(words: Wording, tie: Tie, choice: OptionChoice) -> Told:
    """``Dawn said on 9 March 2026 (alone): chosen.`` with what a reader must know beside it."""
    who = words.adult if choice.voice is Voice.ADULT else words.name(choice.voice_member) if choice.voice_member else _WHO[choice.voice]
    on = f" on {day(choice.said_on)}" if choice.said_on else ""
    company = company_of(words, choice.presence, choice.present)
    verb = "recorded" if choice.voice is Voice.PRACTITIONER else "said"
    beside = f" ({company})" if company and choice.voice is not Voice.PRACTITIONER else ""
    notes = doubts(words, tie, choice.presence, choice.present) if choice.voice is Voice.ADULT else ()
    return Told(choice, sentence(f"{who} {verb}{on}{beside}: {choice.answer}"), notes)


_WHO = {Voice.PRACTITIONER: "the practitioner", Voice.CARER: "a carer", Voice.OTHER: "somebody else"}


def company_of(words: Wording, presence: Presence, present: Iterable[str]) -> str:
    """Who was in the room: ``alone``, ``with Kev in the room``, or that it is not known."""
    if others := tuple(present):
        return f"with {words.names(others)} in the room"
    return {Presence.ALONE: "alone", Presence.WITH_OTHERS: "with others in the room"}.get(presence, "not known who was in the room")


def doubts(words: Wording, tie: Tie, presence: Presence, present: tuple[str, ...]) -> tuple[str, ...]:
    """What must stand beside something that the adult agreed to, unless it is known that nobody else was there."""
    other = words.name(tie.other(words.network.adult_id or ""))
    if presence is Presence.ALONE and not present:
        return ()
    if tie.other(words.network.adult_id or "") in present:
        return (sentence(f"{other} was in the room: ask {words.adult} again, alone"),)
    return (sentence(f"it is not known that {other} was out of the room: ask {words.adult} again, alone"),)


def in_use(found: Iterable[Settled]) -> tuple[str, ...]:
    """The names of the options that are to be used."""
    return tuple(one.name for one in found if one.in_use)


def chosen_so_far(found: Iterable[Settled]) -> str:
    """One line for the page of risks: ``Chosen: respite, times agreed``; empty where nothing is."""
    names = in_use(found)
    return sentence(f"chosen so far: {joined(names)}") if names else ""
