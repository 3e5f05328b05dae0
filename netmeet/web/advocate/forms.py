"""What is asked about an advocate."""

from collections.abc import Iterable, Mapping
from datetime import date

from netmeet.domain.advocate import AdvocateCheck, AdvocateOutcome, Beside, Candidate
from netmeet.domain.network import Member
from netmeet.domain.readings import Presence
from netmeet.web.fields import day, of_people, one_line, one_of, paragraph, pick, words
from netmeet.web.forms import Form
from netmeet.web.readings.forms import ROOM

DIFFICULTY = {"yes": "Yes", "no": "No", "": "Not known"}
ANSWERS = {"yes": "Yes", "no": "No"}
ASKED = {"agrees": "Does the adult want them to?", "willing": "Are they willing?", "able": "Are they able to?"}
_ABLE = {"yes": True, "no": False}


class AdvocateForm(Form):
    """Four areas, who was considered, and what was decided."""

    understand = one_of("To understand what they need to know?", DIFFICULTY, inline=True)
    retain = one_of("To keep it in mind long enough?", DIFFICULTY, inline=True)
    weigh = one_of("To use or weigh it?", DIFFICULTY, inline=True)
    communicate = one_of("To tell their views, wishes and feelings, in any way?", DIFFICULTY, inline=True)
    why = paragraph("What have you seen or heard that shows it?", rows=2)
    presence = one_of("Who else was in the room when they were asked whom they want?", ROOM)
    outcome = one_of("What was decided?", AdvocateOutcome, needed="Choose what was decided")
    person = pick("Who represents and supports them?", {}, empty="Nobody")
    asked_of = words("Who was asked for an advocate?", hint="The advocacy service", limit=200)
    asked_on = day("When were they asked?")
    imca = one_of("An IMCA (Mental Capacity Act)", Beside, inline=True)
    imha = one_of("An IMHA (Mental Health Act)", Beside, inline=True)
    notes = paragraph("Anything else", rows=2)
    decided_on = day("When was this decided?")

    def offer(self, people: Iterable[Member]) -> None:
        """Fill in the people who can be asked."""
        self.person.choices = [*self.person.choices[:1], *of_people(people)]

    def check(self, sent: Mapping[str, str], members: Iterable[str], today: date) -> AdvocateCheck:
        """The look. ``sent`` holds ``agrees-<member>`` and the like. Call it after validation only."""
        return AdvocateCheck(
            id="",
            understand=_ABLE.get(self.understand.data),
            retain=_ABLE.get(self.retain.data),
            weigh=_ABLE.get(self.weigh.data),
            communicate=_ABLE.get(self.communicate.data),
            why=self.why.data,
            candidates=tuple(one for member in members if (one := _candidate(member, sent)) != Candidate(member)),
            presence=Presence(self.presence.data or Presence.NOT_KNOWN.value),
            outcome=AdvocateOutcome(self.outcome.data),
            person=self.person.data or None,
            asked_of=self.asked_of.data,
            asked_on=self.asked_on.data,
            imca=Beside(self.imca.data or Beside.NOT_ASKED.value),
            imha=Beside(self.imha.data or Beside.NOT_ASKED.value),
            notes=self.notes.data,
            decided_on=self.decided_on.data or today,
        )


def _candidate(member: str, sent: Mapping[str, str]) -> Candidate:
    answers = {name: _ABLE.get(sent.get(f"{name}-{member}", "")) for name in ASKED}
    return Candidate(member, **answers, words=one_line(sent.get(f"words-{member}"))[:500])


def before(check: AdvocateCheck | None) -> tuple[dict[str, object], dict[str, str]]:
    """What the fields, and the boxes about each candidate, hold when the question is looked at again."""
    if check is None:
        return {}, {}
    said = {True: "yes", False: "no", None: ""}
    areas = {area: said[getattr(check, area)] for area in ("understand", "retain", "weigh", "communicate")}
    kept = {"why": check.why, "person": check.person or "", "imca": check.imca.value, "imha": check.imha.value, "asked_of": check.asked_of}
    boxes = {f"{name}-{one.member}": said[getattr(one, name)] for one in check.candidates for name in ASKED}
    return areas | kept | {"asked_on": check.asked_on}, boxes | {f"words-{one.member}": one.words for one in check.candidates}
