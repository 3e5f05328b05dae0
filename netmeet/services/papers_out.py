"""Papers that are out: each one that is made is written down, and whoever holds one that is not so any more stands on the pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from netmeet.domain.apart import bars
from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Member
from netmeet.domain.papers_out import Now, PaperAct, PaperStep, believed, by_reader, changed_since, held, holders
from netmeet.domain.wording import day, joined, sentence
from netmeet.services import meetings, paper_times
from netmeet.services.cases import OpenCase, england_day, new_id
from netmeet.store import cases, papers_out


@dataclass(frozen=True, slots=True)
class Out:
    """What one reader of one meeting was given, oldest first, as lines. ``due`` is what to do about it now; "" for nothing.

    ``told`` is what they would be told today. ``stays`` where they may keep the paper, and something is to be decided about another.
    """

    member: Member
    lines: tuple[str, ...]
    due: str
    told: Now
    stays: bool = False


def all_steps(case: OpenCase) -> tuple[PaperStep, ...]:
    """Every step about papers of this case, oldest first."""
    return papers_out.steps(case.session, case.id)


def now_of(case: OpenCase, meeting: Meeting, member: Member, fallen: Mapping[str, str]) -> Now:
    """What is so today of one reader. ``fallen`` are decisions that cannot stand any more."""
    is_adult = member.id == case.profile.adult_id
    alive = not (case.adult.has_died or member.has_died)
    comes = alive and (is_adult or (meeting.brings(member.id) and member.id not in fallen))
    part = None if is_adult else meeting.invitation(member.id).part
    return Now(comes, paper_times.starts(meeting, part), meeting.venue)


def made(case: OpenCase, meeting: Meeting, member: Member, act: PaperAct, now: Now) -> None:
    """Write down that a paper was made for somebody. The same again on one day by the same person is written down once."""
    today = england_day(case.at)
    theirs = by_reader(all_steps(case)).get((meeting.id, member.id), ())
    said = (act, now, today, case.actor.name)
    last = next((step for step in reversed(theirs) if step.act is act or not step.act.is_paper), None)
    if last is None or said != (last.act, Now(last.comes, last.on, last.place), last.said_on, last.recorded_by):
        _add(case, meeting, member, act, now, today)


def settle(case: OpenCase, meeting: Meeting, member: Member, fallen: Mapping[str, str], act: PaperAct, on: date | None) -> PaperStep:
    """Write down that somebody was told what changed, or that their paper was got back.

    Raises ``BadInputError`` for a day to come, and where nothing was made for them.
    """
    case.check_past(on, "said_on")
    if not of(case, meeting, member, fallen).lines:
        raise BadInputError(f"No paper of this meeting was made for {member.name}.")
    if act.is_paper:
        raise BadInputError("Choose what was done.", "act")
    case.note("wrote down that somebody knows what changed on their paper")
    return _add(case, meeting, member, act, now_of(case, meeting, member, fallen), on)


def _add(case: OpenCase, meeting: Meeting, member: Member, act: PaperAct, now: Now, on: date | None) -> PaperStep:
    step = PaperStep(new_id(), meeting.id, member.id, act, now.comes, now.on, now.place, on, case.actor.name, case.at)
    cases.written(case.session, case.id)
    return papers_out.add_steps(case.session, case.id, (step,))[0]


def out(case: OpenCase, meeting: Meeting, fallen: Mapping[str, str]) -> dict[str, Out]:
    """Everybody something of this meeting was made for, by member, those who are to be told something first."""
    found = [
        _out(case, meeting, case.network.member(member), steps, fallen)
        for (of, member), steps in by_reader(all_steps(case)).items()
        if of == meeting.id
    ]
    return {one.member.id: one for one in sorted(found, key=lambda one: (not one.due, one.member.name.casefold(), one.member.id))}


def of(case: OpenCase, meeting: Meeting, member: Member, fallen: Mapping[str, str]) -> Out:
    """What one member was given of this meeting, which may be nothing."""
    return _out(case, meeting, member, by_reader(all_steps(case)).get((meeting.id, member.id), ()), fallen)


def due(case: OpenCase, meeting: Meeting, today: date) -> tuple[Out, ...]:
    """Whoever holds a paper of this meeting that is not so any more, by name."""
    if not any(step.meeting == meeting.id for step in all_steps(case)):
        return ()
    return tuple(one for one in out(case, meeting, meetings.fallen(case, meeting, today)).values() if one.due)


def _out(case: OpenCase, meeting: Meeting, member: Member, steps: tuple[PaperStep, ...], fallen: Mapping[str, str]) -> Out:
    now, known = now_of(case, meeting, member, fallen), believed(steps)
    due, stays = "", fallen.get(member.id, "").startswith(_ANOTHER_FIRST)
    if known is not None and known.comes and held(steps):
        why = _not_any_more(case, member, fallen) if not now.comes else _moved(changed_since(known, now))
        paper = held(steps)[-1]
        due = f"{_line(paper)} {why} {_then(member, stays=stays)}" if why else ""
    return Out(member, tuple(_line(step, member) for step in steps), due, now, stays)


def _not_any_more(case: OpenCase, member: Member, fallen: Mapping[str, str]) -> str:
    died = next((one.name for one in (member, case.adult) if one.has_died), "")
    if died:
        return f"{died} has died since."
    if member.id in fallen:
        return f"That cannot stand any more: {fallen[member.id]}"
    return f"{member.name} is not invited any more."


def _moved(changed: tuple[str, ...]) -> str:
    return sentence(f"{joined(changed)} {'has' if len(changed) == 1 else 'have'} changed since") if changed else ""


_ANOTHER_FIRST = "Change first what is recorded for "
"""How it begins where a decision cannot stand because of somebody else's: theirs is the one to make again."""


def _then(member: Member, *, stays: bool) -> str:
    if member.has_died:
        return "Get it back, if you can."
    if stays:
        return f"Decide that again first. {member.name} may keep the paper until then."
    return f"Tell {member.name}, in a way that is safe for everybody, and get it back."


_DONE = MappingProxyType({PaperAct.TOLD: "Told what is so now", PaperAct.GOT_BACK: "Told, and the paper was got back"})


def _line(step: PaperStep, member: Member | None = None) -> str:
    """``A letter for Thursday 10 December 2026, 2pm, at the Library was made on 3 December 2026 by Grace Obi``, as a sentence."""
    by = f" by {step.recorded_by}" if step.recorded_by else ""
    on = f" on {day(step.said_on)}" if step.said_on else ""
    if not step.act.is_paper:
        done = "It was got back, or nobody has it any more" if member and member.has_died and not step.comes else _DONE[step.act]
        return f"{done}{on}{by and f' (written down{by})'}."
    when = f" for {paper_times.weekday(step.on)}, {paper_times.clock(step.on)}" if step.on else ""
    where = f", at {', '.join(filter(None, map(str.strip, step.place.splitlines())))}," if step.place else ""
    an = "An" if step.act is PaperAct.AGENDA else "A"
    return f"{an} {step.act.value}{when}{where} was made{on}{by}."


def may_be_held(case: OpenCase, meeting: Meeting, reader: Member, today: date) -> Iterator[str]:
    """That the other one of an order between them and this reader may hold a paper that says this day: both would know when and where.

    It is asked both ways: whoever gets the second paper, the two could meet.
    """
    out_there = holders(all_steps(case), frozenset(meeting.days))
    for bar in bars(case.network).get(reader.id, ()):
        other = bar.bound if bar.protected == reader.id else bar.protected
        if other in out_there and bar.stands(meeting.days, today):
            bound, protected = (case.network.member(one).name for one in (bar.bound, bar.protected))
            yield (
                f"{case.network.member(other).name} may hold a paper with this day: {bar.called} {bar.term} keeps {bound} away from "
                f"{protected}. {_line(out_there[other])} Get it back first, or meet on another day, or somewhere else."
            )
