"""The demo case in a running netmeet, and every address of netmeet filled in with it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from netmeet.config import load_settings
from netmeet.domain.access import Action
from netmeet.domain.casefile import CaseFile
from netmeet.domain.network import MemberKind
from netmeet.exchange.bundle import read_bundle
from netmeet.services import exchange, network, supervision
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import open_case
from netmeet.web.access import action_of
from netmeet.web.pages import BLUEPRINTS
from netmeet.web.readings.forms import ADULT_FORMS, MEMBER_FORMS, TIE_FORMS
from tests.browser.live import Live, served
from tests.support.site import COLLEAGUE, SUPERVISOR, WORKER, Clock, opened

NO_PAGES = {
    "drawings.download",
    "papers.paper",
    "papers.calendar",
    "papers.blank",
    "papers.letters",
    "papers.letters_to_print",
    "exports.bundle_schema",
    "sheets.template",
}
"""Addresses that hand over a file."""


READERS = {Action.MANAGE_STAFF: "ash", Action.SUPERVISE_TEAM: "sol", Action.SUPERVISE_CASE: "sol", Action.GIVE_COVER: "sol"}
"""What the worker may not do, and who may."""


@dataclass(frozen=True)
class Demo:
    """A running netmeet with one whole case in it."""

    live: Live
    case: CaseFile
    note_id: str = ""
    """A note that the supervisor left on it."""

    @property
    def base(self) -> str:
        """The address of the case."""
        return f"/cases/{self.case.profile.id}"

    def path(self, rule: Rule) -> str:
        """One address of a route, filled in with what is on the map."""
        if rule.endpoint == "readings.of_member":
            return variants()["say strain of a member"](self)
        found = re.sub(r"<any\(([^)]*)\):\w+>", lambda choices: choices[1].split(",")[0], rule.rule)
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: self._ids[name[1]], found)

    def reader(self, endpoint: str) -> str:
        """Who looks at a page: the worker, or whoever of the others it is for."""
        return READERS.get(action_of(self.live.app, endpoint), "wren")

    @property
    def _ids(self) -> dict[str, str]:
        network, meeting = self.case.network, self.case.meetings[0]
        carl = next(member for member in network.members if member.name == "Carl Grant")
        return {
            "case_id": self.case.profile.id,
            "member_id": carl.id,
            "adult_id": network.adult_id,
            "tie_id": network.tie_between(self.case.profile.adult_id, carl.id).id,
            "one": carl.id,
            "other": next(one.id for one in network.members if one.id != carl.id and network.tie_between(one.id, carl.id) is None),
            "union_id": next(union.id for union in network.unions if len(union.children) > 1),
            "household_id": network.households[0].id,
            "meeting_id": meeting.id,
            "item_id": meeting.agenda[1].id,
            "user_id": COLLEAGUE.id,
            "note_id": self.note_id,
            "reading_id": network.readings[0].id,
            "option_id": self.case.options[0].id,
            "place": "1",
            "what": "concern",
        }


@cache
def rules() -> dict[str, Rule]:
    """Every route that answers with a page, by the name of its view. Needs no database."""
    app = Flask("netmeet")
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return {
        rule.endpoint: rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint not in {"static", *NO_PAGES}
    }


def variants() -> dict[str, Callable[[Demo], str]]:
    """Pages that one address shows in several ways."""
    said = {f"say {what.value}": _saying(f"ties/{{tie_id}}/say/{what.value}") for what in TIE_FORMS}
    said |= {f"say {what.value} of a member": _saying(f"members/{{member_id}}/say/{what.value}") for what in MEMBER_FORMS}
    said |= {f"say {what.value} of the adult": _saying(f"members/{{adult_id}}/say/{what.value}") for what in ADULT_FORMS}
    copies = (("genogram", "the adult"), ("genogram", "everybody the papers are sent to"), ("circles", "the adult"))
    drawn = {f"{view} for {copy}": _at(f"/drawings/{view}?copy={copy}") for view, copy in copies}
    return said | drawn


def _saying(path: str) -> Callable[[Demo], str]:
    return lambda demo: f"{demo.base}/network/{path.format_map(demo._ids)}"


def _at(path: str) -> Callable[[Demo], str]:
    return lambda demo: demo.base + path


def demo_case() -> CaseFile:
    """Read the case that comes with netmeet."""
    return read_bundle((files("netmeet.exchange") / "demo" / "hollins.json").read_bytes())


def put_in(live: Live, case: CaseFile) -> CaseFile:
    """Import a whole case for its worker, and return it as it is kept."""
    with live.app.extensions["netmeet"].new_db() as session:
        begin(session, writes=True)
        caller = Caller(session, WORKER, live.clock())
        kept = open_case(caller, exchange.add_case(caller, case, case.profile.reference), Action.EDIT_CASE).whole()
        session.commit()
    return kept


@contextmanager
def demo_served(folder: Path, password_hash: str) -> Iterator[Demo]:
    """Serve a netmeet that holds the demo case."""
    council = {"NETMEET_COUNCIL_NAME": "Midmere Council", "NETMEET_DANGER_NUMBERS": "Duty team: 01632 960100; At night: 01632 960101"}
    settings, clock = load_settings({"NETMEET_DATA": str(folder), **council}), Clock()
    with opened(settings, clock, password_hash) as app, served(app, clock) as live:
        yield demo_in(live)


def demo_in(live: Live) -> Demo:
    """Put the demo case into a netmeet, with a note of supervision, and a colleague who stands on the map."""
    case = put_in(live, demo_case())
    with live.app.extensions["netmeet"].new_db() as session:
        begin(session, writes=True)
        opened_case = open_case(Caller(session, SUPERVISOR, live.clock()), case.profile.id, Action.SUPERVISE_CASE)
        cole = next(one for one in reversed(case.network.members) if one.kind is MemberKind.PERSON)
        network.save_member(opened_case, replace(cole, staff_id=COLLEAGUE.id), cole.version)
        note_id = supervision.write_note(opened_case, live.clock().date(), "We talked about the money.", "Ask Mo about the card, alone.")
        session.commit()
    return Demo(live, case, note_id)
