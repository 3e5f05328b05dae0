"""Papers for one reader each, filled from what that reader may know and nothing else."""

import hashlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart, agenda_paper
from netmeet.documents.calendar import CalendarContent, meeting_ics
from netmeet.documents.letter import LetterContent, letter_paper
from netmeet.documents.naming import mark_of
from netmeet.documents.pieces import Paper
from netmeet.documents.plan import PlanContent, PlanTopic, plan_paper
from netmeet.documents.word import set_as
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain import agenda as rules
from netmeet.domain.agenda import Timed
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.meeting import USUAL_MINUTES, Invite, Meeting
from netmeet.domain.network import Member
from netmeet.domain.outcomes import Sharing, wishes_for
from netmeet.domain.papers_out import PaperAct
from netmeet.domain.plan import may_be_named, to_settle
from netmeet.domain.wording import day
from netmeet.services import meetings, outcomes, paper_times, papers_out
from netmeet.services.caller import take_turn
from netmeet.services.cases import OpenCase
from netmeet.services.paper_checks import Look, Said, taken_back
from netmeet.services.paper_consent import Checked, let_go
from netmeet.services.paper_times import clock, weekday

LONGEST_NAMED = 60
"""How many letters of a wish or an item stand in a sentence about it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a paper is made for: the adult, or a member who comes to one part of the meeting.

    The ``part`` of the adult, who is at all of them, is that of the sheet that is made.
    """

    member: Member
    is_adult: bool
    part: int

    @property
    def comes_to(self) -> int | None:
        """The part they come to; None for the adult, who is at the whole meeting."""
        return None if self.is_adult else self.part


def readers(case: OpenCase, meeting: Meeting) -> tuple[Reader, ...]:
    """Everybody a letter is made for: the adult, then the living who come by recorded decision, by name."""
    coming = [
        Reader(case.network.member(found.member), False, found.part)
        for found in meeting.invitations
        if found.decision is not None and found.decision.comes and not case.network.member(found.member).has_died
    ]
    return (Reader(case.adult, True, 1), *sorted(coming, key=lambda reader: (reader.member.name.casefold(), reader.member.id)))


def reader(case: OpenCase, meeting: Meeting, member_id: str, part: int | None = None) -> Reader:
    """One reader, of the sheet for one part. Raises ``NotFoundError`` for somebody, or a part, no paper is made for."""
    found = next((one for one in readers(case, meeting) if one.member.id == member_id), None)
    sheets = sheets_for(meeting, found) if found else ()
    wanted = next((one for one in sheets if part in (None, one.part)), None)
    if wanted is None:
        raise NotFoundError
    return wanted


def sheets_for(meeting: Meeting, who: Reader) -> tuple[Reader, ...]:
    """The reader of each agenda that is made for somebody: one for everybody but the adult, who gets one for each part."""
    used = sorted({item.part for item in meeting.agenda})
    return tuple(replace(who, part=part) for part in used) if who.is_adult and used else (who,)


def seen_otherwise(case: OpenCase, meeting: Meeting, decision: Invite) -> tuple[str, ...]:
    """The names of the living for whom was decided to talk first, or on a written view: they get no paper. For the worker."""
    found = (case.network.member(one.member) for one in meeting.invitations if one.decision is decision)
    return tuple(sorted((member.name for member in found if not member.has_died), key=str.casefold))


# ---------------------------------------------------------------- what


def letter_content(desk: "Desk", who: Reader, form: PaperForm) -> LetterContent:
    """What one invitation says. It names no other part: that there is one may be what somebody must not know."""
    case, meeting = desk.case, desk.meeting
    starts = paper_times.starts(meeting, who.comes_to)
    return LetterContent(
        invitee=who.member.name,
        adult=case.adult_name,
        own=who.is_adult,
        dated=day(desk.made_on),
        day=weekday(starts),
        time=clock(starts),
        place=meeting.venue,
        length=paper_times.length(meeting, who.comes_to),
        purpose=meeting.purpose,
        council=desk.council,
        sender=meeting.invited_by,
        contact=meeting.reply_to,
        form=form,
    )


def _line(row: Timed, form: PaperForm) -> AgendaLine:
    when = paper_times.easy_words(row) if form is PaperForm.EASY_READ else paper_times.words(row)
    return AgendaLine(when, row.item.title, row.item.owner, row.item.kind)


def agenda_content(case: OpenCase, meeting: Meeting, who: Reader, form: PaperForm) -> AgendaContent:
    """What one reader's agenda says: one part, and the wishes that the adult agreed to share with them.

    The adult's own agenda lies on the table like every other. So a wish that is not for everybody stays off it too, and
    where the meeting has parts, each has a sheet of its own, which does not tell that there is another.
    """
    shared = wishes_for(outcomes.wishes(case), who.member.id, invited=True)
    starts, times = paper_times.starts(meeting, who.part), paper_times.times(meeting, who.part)
    parts = (AgendaPart(items=tuple(_line(row, form) for row in times)),) if times else ()
    return AgendaContent(
        parts=parts,
        reader=who.member.name,
        adult=case.adult_name,
        day=weekday(starts),
        time=clock(starts),
        place=meeting.venue,
        purpose=meeting.purpose,
        wishes=tuple(wish.words for wish in shared),
        form=form,
    )


def plan_content(desk: "Desk", who: Reader, form: PaperForm) -> PlanContent:
    """What the adult's plan says before the meeting fills it in. It lies on the table, so it tells nothing of parts."""
    meeting = desk.meeting
    starts = paper_times.starts(meeting, who.comes_to) if len(meeting.parts) == 1 else None
    coming = [one.member for one in readers(desk.case, meeting) if not one.is_adult]
    return PlanContent(
        adult=desk.case.adult_name,
        day=weekday(meeting.on),
        time=clock(starts),
        place=meeting.venue,
        coming=tuple(one.name for one in may_be_named(meeting, coming, desk.fallen)),
        wishes=agenda_content(desk.case, meeting, who, form).wishes,
        topics=tuple(PlanTopic(item.title, item.kind) for item in to_settle(meeting)),
        review=day(meeting.review_on) if meeting.review_on else "",
        worker=meeting.invited_by,
        contact=meeting.reply_to,
        form=form,
    )


def mark(meeting: Meeting, who: Reader, kind: str) -> str:
    """What tells one reader's file of a kind (``letter``, ``agenda``, …) from the others' in its name, and nobody else what it means.

    Each sheet of the adult's agenda has its own, so that none tells that there is another.
    """
    return mark_of(meeting.id, who.member.id, kind, *([str(who.part)] if kind == "agenda" else []))


# ---------------------------------------------------------------- whether it may leave


@dataclass(frozen=True, slots=True)
class Desk:
    """The papers of one meeting, with what stops some of them. ``fallen`` are decisions that cannot stand any more.

    ``changed`` are members about whom something else is proposed than when it was decided that they come, ``doubled`` those who
    may stand on the map twice, with the question.
    Letters are dated ``made_on`` and headed with the name of the ``council``, where it has given itself one.
    """

    case: OpenCase
    meeting: Meeting
    fallen: Mapping[str, str]
    made_on: date
    council: str = ""
    changed: Container[str] = ()
    doubled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: OpenCase, meeting: Meeting, today: date, council: str = "") -> "Desk":
        """Look up what stops papers of this meeting today."""
        fallen, changed = meetings.fallen(case, meeting, today), meetings.changed(case, meeting, today)
        return cls(case, meeting, fallen, today, council, changed - fallen.keys(), meetings.doubled(case, meeting, today))

    def letter(self, who: Reader) -> Checked:
        """What was found in one invitation."""
        meeting = self.meeting
        texts = (
            *(one._replace(alone=True) for one in self._said_on_both()),
            Said("“Who invites” on the page of the meeting", meeting.invited_by),
            Said("“How can people answer” on the page of the meeting", meeting.reply_to),
            Said("The council’s name in the settings of netmeet", self.council),
        )
        return self._checked("letter", who, texts, self._unsettled(who) if meeting.on and not self._starts(who) else (), self._parts(who))

    def agenda(self, who: Reader) -> Checked:
        """What was found in one reader's agenda."""
        content = agenda_content(self.case, self.meeting, who, PaperForm.PLAIN)
        lines = [line for part in content.parts for line in part.items]
        texts = (
            *self._said_on_both(),
            *self._wishes(who),
            *(Said(f"The agenda item “{_short(line.title)}”", line.title) for line in lines),
            *(Said(f"“Who leads it” of the agenda item “{_short(line.title)}”", line.owner, leads=True) for line in lines),
        )
        return self._checked("agenda", who, texts, (*(() if content.parts else self._unsettled(who)), *self._against_rules()))

    def plan(self, who: Reader) -> Checked:
        """What was found in the adult's plan. Raises ``NotFoundError`` for anybody else, for whom there is none."""
        if not who.is_adult:
            raise NotFoundError
        content = plan_content(self, who, PaperForm.PLAIN)
        texts = (
            Said("The adult’s name", content.adult),
            _where(self.meeting),
            *self._wishes(who),
            *(Said(f"The agenda item “{_short(topic.title)}”", topic.title) for topic in content.topics),
            Said("“Who invites” on the page of the meeting", content.worker),
            Said("“How can people answer” on the page of the meeting", content.contact),
        )
        parts = self.meeting.parts if len(self.meeting.parts) == 1 else ()
        return self._checked("plan", who, texts, self._against_rules(), parts)

    def calendar(self, who: Reader, *, place: bool = False) -> Checked:
        """What was found in one reader's calendar entry, which carries nothing that somebody typed but, where asked for, the place."""
        if self.meeting.on is None:
            return Checked(("Set the day and the time of the meeting first.",))
        texts = (_where(self.meeting),) if place else ()
        return self._checked("calendar", who, texts, () if self._starts(who) else self._unsettled(who), self._parts(who))

    def _starts(self, who: Reader) -> datetime | None:
        return paper_times.starts(self.meeting, who.comes_to)

    def _said_on_both(self) -> tuple[Said, ...]:
        return (
            Said("The adult’s name", self.case.adult_name),
            _where(self.meeting),
            Said("“What is the meeting for” on the page of the meeting", self.meeting.purpose),
        )

    def _checked(
        self, kind: str, who: Reader, texts: tuple[Said, ...], stops: tuple[str, ...], parts: Container[int] | None = None
    ) -> Checked:
        """Look a paper through. Whoever comes to its ``parts`` is there with its reader; the reader's own, where none are given."""
        if self.case.adult.has_died:
            return Checked((died(self.case),), final=True)
        fallen = self.fallen.get(who.member.id, "")
        look = Look(self.case, self.meeting, self.made_on, who.member, self._there((who.part,) if parts is None else parts))
        asked = [(one, tuple(look.ask((one,)))) for one in texts]
        return Checked(
            never=(*filter(None, (fallen,)), *stops, *look.never(texts)),
            ask=(
                *papers_out.may_be_held(self.case, self.meeting, who.member, self.made_on),
                *taken_back(self.case, who.member),
                *self._decided_before(who),
                *self.doubled.get(who.member.id, ()),
                *self._days(),
                *(line for _, lines in asked for line in lines),
            ),
            of=(kind, self.meeting.id, who.member.id, str(who.part), str(self._starts(who)), *(one.text for one in texts)),
            words=tuple((one.where, one.text) for one, lines in asked if lines),
        )

    def _there(self, parts: Container[int]) -> frozenset[str]:
        coming = (one for one in self.meeting.invitations if one.decision is not None and one.decision.comes)
        return frozenset(one.member for one in coming if one.part in parts)

    def _parts(self, who: Reader) -> tuple[int, ...]:
        """The parts that a letter to this reader is about: the adult is asked to all of them."""
        return self.meeting.parts if who.is_adult else (who.part,)

    def _wishes(self, who: Reader) -> tuple[Said, ...]:
        """The wishes of their agenda."""
        shared = wishes_for(outcomes.wishes(self.case), who.member.id, invited=True)
        return tuple(Said(f"The wish “{_short(wish.words)}”", wish.words, chosen=wish.sharing is Sharing.CHOSEN) for wish in shared)

    def _decided_before(self, who: Reader) -> tuple[str, ...]:
        """What is proposed may rest on something that was not known when it was decided that they come."""
        if who.member.id not in self.changed:
            return ()
        return (f"What is proposed about {who.member.name} has changed since this was decided. Look at the page of the meeting first.",)

    def _days(self) -> Iterator[str]:
        """Days that were perhaps mistyped."""
        meeting = self.meeting
        if meeting.day and meeting.day < self.made_on:
            yield f"The day of the meeting, {day(meeting.day)}, has been."
        if meeting.day and meeting.review_on and meeting.review_on < meeting.day:
            yield f"The day to look again, {day(meeting.review_on)}, is before the meeting."

    def _unsettled(self, who: Reader) -> tuple[str, ...]:
        """Without items there is no time to come at: nobody is asked to come at the time of another part."""
        when = f"it is not settled when {who.member.name} is to come"
        return (f"Nothing is on the agenda of part {who.part} yet, so {when}. Add its items first.",)

    def _against_rules(self) -> tuple[str, ...]:
        """What may not stand on the agenda any more: invitations may have changed since it was saved."""
        try:
            rules.check(self.meeting, self.case.network)
        except BadInputError as error:
            return (str(error),)
        return ()


def _where(meeting: Meeting) -> Said:
    return Said("“Where” on the page of the meeting", meeting.venue, place=True)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_NAMED else f"{plain[: LONGEST_NAMED - 1].rstrip()}…"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in text.splitlines())))


def died(case: OpenCase) -> str:
    """Why no paper of any meeting leaves, where the adult has died; else ""."""
    if not case.adult.has_died:
        return ""
    return f"{case.adult_name} has died, so nobody is invited to a meeting about them: no letter, agenda or other paper is made."


# ---------------------------------------------------------------- the papers


def letter(desk: Desk, who: Reader, form: PaperForm, file: PaperFile = PaperFile.PDF, *, looked: str = "") -> bytes:
    """One invitation. ``looked`` is the ``Checked.seen`` of what somebody looked at.

    Raises ``BadInputError`` for what may not leave, ``LookFirstError`` for what was not looked at as it is now.
    """
    let_go(desk.letter(who), looked)
    return _set(desk, who, PaperAct.LETTER, letter_paper(letter_content(desk, who, form)), file)


def agenda(desk: Desk, who: Reader, form: PaperForm, file: PaperFile = PaperFile.PDF, *, looked: str = "") -> bytes:
    """One reader's agenda. Raises ``BadInputError`` like ``letter``."""
    let_go(desk.agenda(who), looked)
    return _set(desk, who, PaperAct.AGENDA, agenda_paper(agenda_content(desk.case, desk.meeting, who, form)), file)


def plan(desk: Desk, who: Reader, form: PaperForm, file: PaperFile = PaperFile.PDF, *, looked: str = "") -> bytes:
    """The adult's plan, to be filled in. Raises ``BadInputError`` like ``letter``, ``NotFoundError`` for anybody else."""
    let_go(desk.plan(who), looked)
    return _set(desk, who, PaperAct.PLAN, plan_paper(plan_content(desk, who, form)), file)


def _set(desk: Desk, who: Reader, act: PaperAct, paper: Paper, file: PaperFile) -> bytes:
    what = f"made {'an' if act is PaperAct.AGENDA else 'a'} {act}"
    return made(desk, what if file is PaperFile.PDF else f"{what} for Word", set_as(paper, file), act, who)


def calendar(desk: Desk, who: Reader, *, place: bool = False, looked: str = "") -> bytes:
    """The meeting as a calendar entry: a day, a time, and nothing that a shared calendar should not show.

    ``place`` adds where, which the worker decides for each reader. Raises ``BadInputError`` like ``letter``.
    """
    let_go(desk.calendar(who, place=place), looked)
    starts = cast("datetime", paper_times.starts(desk.meeting, who.comes_to))
    minutes = paper_times.minutes(desk.meeting, who.comes_to) or USUAL_MINUTES
    where = ", ".join(_lines(desk.meeting.venue)) if place else ""
    content = CalendarContent(_uid(desk.meeting, who), starts, minutes, desk.case.at, where)
    return made(
        desk, f"made a calendar entry{' with the place' if place else ''}", meeting_ics(content), PaperAct.CALENDAR, who, place=place
    )


def made(desk: Desk, what: str, paper: bytes, act: PaperAct, *whose: Reader, place: bool = True) -> bytes:
    """Note in the audit what was made, and in the case for whom. Making it takes long, so nobody had to wait for it until now.

    ``place`` is False where the paper does not say where the meeting is.
    """
    take_turn(desk.case.session)
    desk.case.note(what)
    for who in whose:
        now = papers_out.now_of(desk.case, desk.meeting, who.member, desk.fallen)
        papers_out.made(desk.case, desk.meeting, who.member, act, now if place else replace(now, place=""))
    return paper


def _uid(meeting: Meeting, who: Reader) -> str:
    """The same for one reader each time, so that a calendar replaces the entry; two readers' entries have nothing in common."""
    return hashlib.sha256(f"{meeting.id} {who.member.id}".encode()).hexdigest()[:32]
