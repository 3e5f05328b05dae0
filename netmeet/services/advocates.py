"""Does the adult need an advocate? Worked out from the answers and the map, decided and written down by a person."""

from dataclasses import dataclass, replace

from netmeet.domain.advocate import AdvocateCheck, Finding, Fit, check_outcome, latest, needs_advocate
from netmeet.domain.wording import Wording
from netmeet.services.cases import OpenCase, england_day, new_id
from netmeet.store import advocates, capacity


@dataclass(frozen=True, slots=True)
class AdvocatePage:
    """What stands, what follows from it on the map as it is now, and earlier looks, newest first."""

    check: AdvocateCheck | None
    finding: Finding
    before: tuple[AdvocateCheck, ...]
    still_fits: bool


def look(case: OpenCase) -> AdvocatePage:
    """Work it out afresh: the map may say more than it did when somebody last looked."""
    words, checks = _words(case), advocates.checks(case.session, case.id)
    check = latest(checks)
    finding = needs_advocate(words, check or AdvocateCheck(""), capacity.assessments(case.session, case.id))
    fits = {one.member for one in finding.of(Fit.YES)}
    still = check is None or check.person is None or check.person in fits
    return AdvocatePage(check, finding, tuple(one for one in reversed(checks) if one is not check), still)


def record(case: OpenCase, check: AdvocateCheck) -> None:
    """Write a look down. It comes without an id. Raises ``BadInputError`` where outcome and answers do not go together."""
    for member_id in (*(one.member for one in check.candidates), *([check.person] if check.person else [])):
        case.network.member(member_id)
    check_outcome(_words(case), check)
    case.check_past(check.asked_on, "asked_on")
    case.check_past(check.decided_on, "decided_on")
    kept = replace(check, id=new_id(), recorded_by=case.actor.name, recorded_at=case.at)
    advocates.add_checks(case.session, case.id, (kept,))
    case.note("wrote down whether an advocate is needed")


def _words(case: OpenCase) -> Wording:
    return Wording(case.network, england_day(case.at))
