"""What planning a meeting asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from wtforms.validators import ValidationError

from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import AdultSays, AgendaItem, FamilyTime, FamilyTimeAnswer, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.readings import Presence
from netmeet.services.meetings import Answer, Asked
from netmeet.web.context import ENGLAND
from netmeet.web.fields import day, number, one_line, one_of, paragraph, pick, whole, words, yes
from netmeet.web.forms import Form

SAYS = {AdultSays.NOT_ASKED.value: "Not asked", AdultSays.YES.value: "Yes", AdultSays.NO.value: "No", AdultSays.IF.value: "Yes, if…"}
DECISIONS = {
    Invite.INVITE.value: "Invite",
    Invite.TALK_FIRST.value: "Talk first",
    Invite.SEPARATE_PART.value: "Separate part of the meeting",
    Invite.WRITTEN_VIEW.value: "Written view",
    Invite.NOT_INVITED.value: "Not invited",
}
ALONE = {
    Presence.ALONE.value: "Yes, nobody else was there",
    Presence.WITH_OTHERS.value: "No, others were there",
    Presence.NOT_KNOWN.value: "Not known",
}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """Read ``14:00``, ``2pm`` or ``2.30 pm``; None for anything else, also for ``2:30``, which may mean either half of the day."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if not half and hour < 8 and not found[1].startswith("0"):
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_skipped(on: datetime) -> bool:
    """True for a time of the hour that there is not when clocks go forward."""
    return on.replace(tzinfo=ENGLAND).astimezone(UTC).astimezone(ENGLAND).replace(tzinfo=None) != on


class MeetingForm(Form):
    """Why, when and where."""

    purpose = paragraph(
        "What is the meeting for, in the adult’s own words?", hint="It stands on every letter and agenda as what they say", limit=1000
    )
    on_day = day("Day")
    at = words("Time it begins", hint="For example 14:00 or 2pm", limit=20)
    venue = words("Where?", hint="A neutral place, or one that the adult chose", limit=300)
    invited_by = words("Who invites?", hint="Your name and team, as they stand on the letter", limit=200)
    reply_to = words("How can people answer?", hint="The council’s telephone or email, not a member’s", limit=200)
    review_on = day("Day to look again at what was agreed")

    def validate_at(self, field: Any) -> None:
        """Ask for a time that exists, and for the day that goes with it."""
        if field.data and read_time(field.data) is None:
            raise ValidationError("Enter a time that exists, with am or pm where it could be either: for example 14:00 or 2pm")
        if not self.on_day.process_errors and bool(field.data) != bool(self.on_day.data):
            raise ValidationError("Enter both the day and the time, or neither")
        begins = read_time(field.data)
        if begins and self.on_day.data and _is_skipped(datetime.combine(self.on_day.data, begins)):
            raise ValidationError("The clocks go forward that night, so there is no such time. Enter another")

    def meeting(self, before: Meeting) -> Meeting:
        """The meeting with what was typed. Call it after validation only."""
        begins = read_time(self.at.data) if self.at.data else None
        on = datetime.combine(self.on_day.data, begins) if self.on_day.data and begins else None
        typed = {name: self[name].data for name in ("purpose", "venue", "invited_by", "reply_to")}
        return replace(before, on=on, review_on=self.review_on.data, **typed)


class AskForm(Form):
    """The adult's own answers, and how they were asked; the rows of the table are read from what was sent."""

    presence = one_of("Were they asked alone?", ALONE, inline=True)
    asked_on = day("On which day?")
    again = yes("They were asked about everybody again, and the answers that did not change are what they say now")

    def asked(self) -> Asked:
        """How they were asked. Call it after validation only."""
        return Asked(Presence(self.presence.data or Presence.NOT_KNOWN), self.asked_on.data, self.again.data)

    @staticmethod
    def answers(sent: Mapping[str, str], members: Mapping[str, str]) -> tuple[Answer, ...]:
        """Read ``says-<member>``, ``words-<member>`` and ``seen-<member>``; a member without a row is left as they were."""
        found = []
        for member in members:
            says, seen = sent.get(f"says-{member}"), sent.get(f"seen-{member}", "")
            if says in SAYS:
                told = one_line(sent.get(f"words-{member}"))
                found.append(Answer(member, AdultSays(says), told, int(seen) if seen.isdecimal() and len(seen) < 9 else 0))
        return tuple(found)


class DecisionForm(Form):
    """What was decided about one member. ``weigh`` raises ``BadInputError`` for what a decision goes against."""

    weigh: Callable[[], object]

    decision = one_of("What was decided?", DECISIONS, needed="Choose what was decided")
    part = number(
        "Which part of the meeting?",
        hint="Everybody comes to part 1, unless they come to a separate part: 2 or later",
        least=1,
        most=20,
        needed="Enter a part, from 1",
    )
    reason = paragraph("Why?", hint="For the file only. It never stands on a paper for the network.", limit=1000)
    decided_by = words("Who decided?", limit=200, needed="Enter who decided")
    decided_on = day("When?")

    def begin_anew(self) -> None:
        """Empty the boxes of who decided, when and why: what stands in them belongs to the decision before."""
        for field in (self.reason, self.decided_by, self.decided_on):
            field.data = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside what is missing, say at once what else the decision needs: a reason above all."""
        if super().validate(extra_validators):
            return True
        if not any(self[name].errors for name in ("decision", "part", "reason", "decided_on")):
            try:
                self.weigh()
            except BadInputError as error:
                self.refuse(str(error), error.field)
        return False

    def invitation(self, before: Invitation, today: Any) -> Invitation:
        """The invitation with what was decided. Call it after validation only."""
        return replace(
            before,
            decision=Invite(self.decision.data),
            part=whole(self.part.data) or 1,
            reason=self.reason.data,
            decided_by=self.decided_by.data,
            decided_on=self.decided_on.data or today,
        )


class ItemForm(Form):
    """One item of the agenda."""

    title = words("Title", needed="Enter a title", limit=200)
    owner = words("Who leads it?", limit=200)
    minutes = number("Minutes", least=1, most=300, hint="Leave empty for as long as it takes")
    part = number("Part of the meeting", least=1, most=20, needed="Enter a part, from 1")
    kind = pick("Kind of item", ItemKind)
    notes = paragraph("Notes for the one who leads", hint="They do not stand on the printed agenda", limit=2000)

    def item(self, before: AgendaItem) -> AgendaItem:
        """The item with what was typed. Call it after validation only."""
        return replace(
            before,
            title=self.title.data,
            owner=self.owner.data,
            minutes=whole(self.minutes.data),
            part=whole(self.part.data) or 1,
            kind=ItemKind(self.kind.data or ItemKind.OTHER),
            notes=self.notes.data,
        )


class FamilyTimeForm(Form):
    """Whether the adult, asked alone, wants time with their network and no workers in the room."""

    answer = one_of("Do they want family time?", FamilyTimeAnswer, needed="Choose their answer", inline=True)
    presence = one_of("Were they asked alone?", ALONE, needed="Choose whether they were asked alone")
    supporter = pick("Who did they choose to stay with them?", {}, empty="Nobody")
    decision = paragraph(
        "If a worry lies between them and somebody there: why is it right all the same?", hint="For the file only", limit=1000
    )

    def family_time(self) -> FamilyTime:
        """The answer. Call it after validation only."""
        return FamilyTime(FamilyTimeAnswer(self.answer.data), Presence(self.presence.data), self.supporter.data or None, self.decision.data)
