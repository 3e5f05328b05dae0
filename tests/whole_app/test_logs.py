"""Nothing personal in logs, addresses, headers or cookies: a case of names that stand nowhere else goes through every page."""

import logging
import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from urllib.parse import unquote_plus

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, DecisionAbout
from netmeet.domain.meeting import AdultSays, Invite
from netmeet.domain.outcomes import SafePoint, SafeReading, Wish
from netmeet.domain.readings import Presence
from netmeet.services import capacity, outcomes
from tests.support.around import TODAY, Around
from tests.support.site import PASSWORD, Browser, hidden_fields

CANARY = re.compile(r"zq[a-z]+zq|07700|900142|larkspur", re.IGNORECASE)
"""Every word below holds one of these, and nothing of ours does."""

ADULT = {
    "name": "Zqrosezq",
    "born": "12/6/1948",
    "lives_where": "Flat 9, Larkspur Court",
    "communication_needs": "Zqlargezq print",
    "language": "Zqigbozq",
    "safe_contact": "Zqmorningszq only, 07700 900142",
    "reference": "Zqnumberzq",
}
DETAILS = {
    "address": "14 Larkspur Lane",
    "phone": "07700 900142",
    "email": "zqmailzq@example.org",
    "safe_contact": "zqbakeryzq",
    "health": "Zqillzq",
    "communication": "Zqlipszq",
    "does": "Zqshopszq",
}


@dataclass
class Watched:
    """A browser that keeps every address it meets and every header it is sent."""

    browser: Browser
    addresses: set[str] = field(default_factory=set)
    headers: list[tuple[str, str]] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    answers: list[tuple[str, int]] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def open(self, method, path, **sent):
        answer = self.browser.client.open(path, method=method, **sent)
        self.headers += [(path, f"{name}: {value}") for name, value in answer.headers.items()]
        self.opened[path] = answer.status_code
        self.answers.append((path, answer.status_code))
        self.addresses.add(path)
        if answer.mimetype == "text/html":
            self.read |= set(CANARY.findall(answer.text.lower()))
            found = re.findall(r'(?:href|action|src|data-[a-z-]+)="([^"]*)"', answer.text)
            self.addresses |= {unescape(address) for address in found}
        self.addresses.add(answer.headers.get("Location", ""))
        return answer

    def walk(self, start):
        """Open every page that links lead to, each drawing and paper in one form only."""
        waiting = [start]
        while waiting:
            path = waiting.pop(0)
            if path in self.opened or re.search(r"sign-out|/static/|large|easy|\.png|\.svg", path):
                continue
            answer = self.open("GET", path)
            if answer.mimetype == "text/html":
                waiting += [unescape(link) for link in re.findall(r'href="(/[^"]*)"', answer.text)]


def leaks(texts):
    """Those texts that hold a canary, however it is encoded."""
    return [text for text in texts if CANARY.search(unquote_plus(str(text)).replace(" ", "")) or CANARY.search(str(text))]


@pytest.fixture
def heard(caplog):
    """Everything that is logged, from the lowest level on."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def canaries(worker, within):
    """A case in which everything that somebody can type holds a canary."""
    case_id = worker.post("/cases/new", ADULT).split("/")[2]
    around = Around(within, case_id)
    around.add("Zqdawnzq", "Zqkevzq")
    around.change("Zqdawnzq", **DETAILS)
    around.worry("Zqkevzq", heard="Zqheardzq")
    around.order("Zqkevzq", "Zqdawnzq", ends=date(2027, 1, 1), terms="Zqtermszq")
    meeting = around.plan(purpose="Zqpurposezq", venue="Zqvenuezq hall", invited_by="Zqworkerzq", reply_to="Zqreplyzq")
    around.says(meeting, "zqsoberzq", Zqkevzq=AdultSays.IF)
    around.decides(meeting, "Zqdawnzq", Invite.INVITE, reason="Zqreasonzq")

    def say(case):
        outcomes.say_wish(case, Wish("", 1, "Zqwishzq"))
        outcomes.say_safe(case, SafeReading("", SafePoint.BEFORE, 2, 10, Presence.ALONE, "Zqafraidzq"))
        lacks = CapacityAssessment("", DecisionAbout.OTHER, "Zqdecisionzq", TODAY, "Zqnellzq", CapacityOutcome.LACKS, weigh=False)
        capacity.record(case, lacks)

    around(say)
    return around


def test_no_page_address_header_cookie_or_log_tells_anything_about_anybody(heard, capfd, worker, canaries, clock):
    watched = Watched(worker)

    watched.walk("/")
    path = canaries.path
    for asked, typed in (
        (f"{path}/adult", {"name": "Zqrosezq", "born": "zqneverzq"}),
        (f"{path}/wishes/1", {"words": "Zqnewzq", "sharing": ""}),
        (f"{path}/meetings/new", {"purpose": "Zqpurposezq", "at": "zqlatezq"}),
        (f"{path}/map", {"family": "Zqivyzq\nZqsamzq"}),
        ("/drafts?path=/cases/new", {"name": "Zqdraftzq"}),
        ("/cases/new", {"name": "Zqsecondzq", "reference": "zqnumberzq"}),
        ("/nowhere/at/all", {"name": "Zqrosezq"}),
    ):
        token = hidden_fields(worker.get("/cases/new"))["csrf_token"]
        watched.open("POST", asked, data=typed | {"csrf_token": token})
        watched.open("POST", asked, data=typed)
    clock.forward(minutes=20)
    token = hidden_fields(worker.client.get("/sign-in").text)["csrf_token"]
    watched.open("POST", f"{path}/adult", data={"name": "Zqlockedzq", "csrf_token": token})
    watched.open("GET", path)
    watched.open("POST", "/sign-in", data={"username": "Zqguesszq", "password": "Zqwrongzq", "csrf_token": token})
    worker.sign_in("wren", PASSWORD)
    watched.walk("/kept")

    assert len(watched.read) > 25, "the pages themselves show what was typed"
    assert sum(status == 200 for status in watched.opened.values()) > 60
    assert [answer for answer in watched.answers if answer[1] >= 500] == []
    assert {200, 303, 400, 404} <= {status for _, status in watched.answers}
    assert leaks(watched.addresses) == []
    assert leaks(line for _, line in watched.headers) == []
    assert leaks(f"{record.getMessage()} {record.__dict__}" for record in heard.records) == []
    assert leaks(capfd.readouterr()) == []


def test_a_fault_is_logged_by_its_kind_and_place_without_what_was_typed(heard, app, worker, case_id, monkeypatch):
    def break_down(*_):
        raise ValueError("Zqrosezq lives at Larkspur Court")

    monkeypatch.setattr(outcomes, "wishes", break_down)

    page = worker.get(f"/cases/{case_id}/wishes", status=500)

    assert "What was saved before is safe." in page
    assert leaks([page]) == []
    told = [record for record in heard.records if record.levelno >= logging.ERROR]
    assert len(told) == 1
    assert "ValueError" in told[0].getMessage()
    assert "outcomes.show" in told[0].getMessage()
    assert leaks(f"{record.getMessage()} {record.exc_text} {record.exc_info}" for record in heard.records) == []


def test_a_database_that_refuses_tells_the_log_nothing_that_was_typed(heard, worker, case_id, monkeypatch, app):
    with app.extensions["netmeet"].new_db() as session, pytest.raises(IntegrityError) as refused:
        session.execute(text("insert into users (id, name) values ('x', :name)"), {"name": "Zqrosezq"})

    def break_down(*_):
        raise refused.value

    monkeypatch.setattr(outcomes, "wishes", break_down)

    worker.get(f"/cases/{case_id}/wishes", status=500)

    assert [record.levelname for record in heard.records if "IntegrityError" in record.getMessage()] == ["ERROR"]
    assert leaks(f"{record.getMessage()} {record.exc_text}" for record in heard.records) == []
