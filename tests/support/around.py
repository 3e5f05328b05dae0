"""People around an adult whose case is open, put there by the services: for tests of pages about planning."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from netmeet.domain.meeting import AdultSays, Invitation, Invite, Meeting
from netmeet.domain.network import Member, TieKind
from netmeet.domain.readings import Basis, Concern, ConcernLevel, ConcernType, Direction, Restriction, RestrictionKind, Voice
from netmeet.services import meetings, network, readings
from netmeet.services.cases import OpenCase
from netmeet.services.meetings import Answer
from netmeet.services.readings import Said
from tests.support.site import START

TODAY = START.date()
DAY = date(2026, 12, 10)
"""The day of the meeting."""

Within = Callable[..., Any]


@dataclass
class Around:
    """One open case. Members are named by their names; what is asked of it goes through the services."""

    within: Within
    case_id: str
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.adult = self(lambda case: case.profile.adult_id)

    def __call__(self, do: Callable[[OpenCase], Any]) -> Any:
        return self.within(self.case_id, do)

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"

    def add(self, *names: str, **fields: Any) -> str:
        """Put people on the map, each with a tie to the adult. Returns the id of the last."""
        for name in names:
            made = self(lambda case, name=name: network.add_member(case, Member("", name, **fields), self.adult, TieKind.SOCIAL, ""))
            self.ids[name] = made.id
        return self.ids[names[-1]]

    def change(self, name: str, /, **fields: Any) -> None:
        """Change a member."""

        def do(case: OpenCase) -> None:
            member = case.network.member(self.ids[name])
            network.save_member(case, replace(member, **fields), member.version)

        self(do)

    def worry(self, source: str, about: str = "", heard: str = "Heard shouting") -> None:
        """Record a serious worry from somebody to somebody else (to the adult where nobody is named)."""
        towards = self._tie(source, about)
        concern = Concern(ConcernType.PSYCHOLOGICAL, ConcernLevel.SERIOUS, towards[1], heard)
        self(lambda case: readings.record(case, Said(towards[0], concern, Voice.PRACTITIONER, basis=Basis.SEEN)))

    def order(self, bound: str, protected: str = "", ends: date | None = date(2027, 6, 1), terms: str = "") -> None:
        """Record an order in force that keeps somebody away from somebody else."""
        tie, towards = self._tie(bound, protected)
        value = Restriction(RestrictionKind.NON_MOLESTATION, towards, terms, "seen", None, ends)
        self(lambda case: readings.record(case, Said(tie, value, Voice.PRACTITIONER, basis=Basis.ON_RECORD)))

    def _tie(self, one: str, other: str) -> tuple[str, Direction]:
        """The tie of two people, and the direction from the first to the second."""
        a, b = self.ids[one], self.ids[other] if other else self.adult

        def do(case: OpenCase) -> tuple[str, Direction]:
            tie = case.network.tie_between(a, b) or network.add_tie(case, a, b, TieKind.SOCIAL, "")
            return tie.id, Direction.A_TO_B if tie.a == a else Direction.B_TO_A

        return self(do)

    def plan(self, **fields: Any) -> str:
        """Begin to plan a meeting on 10 December 2026 at 2pm, in a place of its own."""
        usual = {
            "on": datetime.combine(DAY, time(14)),
            "venue": "St Anne’s hall",
            "purpose": "To talk about help at home",
            "invited_by": "Wren Abara, adult social care",
            "reply_to": "01632 960199",
        }
        return self(lambda case: meetings.plan(case, Meeting("", **(usual | fields)))).id

    def meeting(self, meeting_id: str) -> Meeting:
        return self(lambda case: meetings.one(case, meeting_id))

    def says(self, meeting_id: str, words: str = "", **answers: AdultSays) -> None:
        """Write down the adult's answers, by name."""

        def do(case: OpenCase) -> None:
            meeting = meetings.one(case, meeting_id)
            rows = [Answer(self.ids[name], says, words, meeting.invitation(self.ids[name]).version) for name, says in answers.items()]
            meetings.adult_answers(case, meeting, rows)

        self(do)

    def decides(self, meeting_id: str, name: str, decision: Invite, part: int = 1, reason: str = "She asked for it") -> None:
        """The adult says yes to somebody, and what is decided about them."""
        if self.meeting(meeting_id).invitation(self.ids[name]).adult_says is AdultSays.NOT_ASKED:
            self.says(meeting_id, **{name: AdultSays.YES})

        def do(case: OpenCase) -> None:
            meeting = meetings.one(case, meeting_id)
            before = meeting.invitation(self.ids[name])
            after = Invitation(before.member, before.adult_says, before.adult_words, decision, part, reason, "Wren", TODAY)
            meetings.decide(case, meeting, after, before.version, TODAY)

        self(do)
