"""Who may read what: a word of its own in every field, searched for in every page, paper, file, header, log and export, by reader.

``MAY_READ`` is the whole rule. What is not in it is found by nobody: a field that is new, or a word that goes somewhere new, fails here
until somebody allows it. It says what *is* read as well: what nobody finds any more fails too.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from netmeet.documents.words import PaperForm
from netmeet.domain.access import Action
from netmeet.domain.casefile import CaseFile
from netmeet.domain.disclosure import Audience
from netmeet.domain.network import Member
from netmeet.domain.plain import fields_of
from netmeet.domain.readings import What
from netmeet.services import cases, cover, exchange, supervision
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import open_case
from netmeet.services.cover import Wanted
from netmeet.services.exports import Format
from netmeet.store import audit
from netmeet.store.cases import ShareRow
from netmeet.store.supervision import AnswerRow, CoverRow, NoteRow
from tests.browser.demo import NO_PAGES, rules
from tests.support.every_field import ABSENT, ADULT, FRIEND, KIN, Words, every_field, fields_with_text, names_in, text_fields, told_by
from tests.support.pages import looked_in
from tests.support.site import COLLEAGUE, START, STRANGER, SUPERVISOR, WORKER, Browser, hidden_fields

ON_MAP = "adult kin friend absent helper hidden"
ON_COPIES = "adult kin friend absent helper"
OTHERS = "kin friend absent helper"

INVITATION = {"Meeting.purpose": "", "Meeting.venue": "", "Meeting.invited_by": "", "Meeting.reply_to": "", "Member.name": "adult"}
AGENDA = {"Meeting.purpose": "", "Meeting.venue": "", "Member.name": "adult", "Wish.words": "all"}
PART_1 = {"AgendaItem.title": "part 1", "AgendaItem.owner": "part 1"}
PART_2 = {"AgendaItem.title": "part 2", "AgendaItem.owner": "part 2"}

MAY_READ = {
    # Pages and papers that somebody else than a worker looks at.
    "a screen looked at together": {"Member.name": ON_COPIES, "Member.does": OTHERS},
    "the adult's own drawings": {"Member.name": ON_COPIES, "Member.does": ON_COPIES},
    "the adult's invitation": INVITATION,
    "the adult's agenda": AGENDA | PART_1,
    "the adult's agenda of part 2": AGENDA | PART_2,
    "the adult's plan": {
        "Wish.words": "all",
        "Member.name": "adult",
        "Meeting.venue": "",
        "Meeting.invited_by": "",
        "Meeting.reply_to": "",
    },
    "what the adult agreed about a risk": {
        "RiskTaking.wants": "",
        "RiskTaking.benefits": "",
        "RiskTaking.safeguards": "",
        "RiskTaking.more_safeguards": "",
        "RiskTaking.contingency": "",
        "Member.name": "adult",
    },
    "the sister's invitation": INVITATION | {"Member.name": "adult kin"},
    "the sister's agenda": AGENDA | PART_1 | {"Wish.words": "all some", "Member.name": "adult kin"},
    "the friend's invitation": INVITATION | {"Member.name": "adult friend"},
    "the friend's agenda": AGENDA | PART_2 | {"Member.name": "adult friend"},
    "the network's drawing": {"Member.name": "adult kin"},
    "the network's drawing, where the adult agreed to more": {"Member.name": "adult kin friend absent"},
    "every invitation, for the worker to part": INVITATION | {"Member.name": "adult kin friend"},
    "a calendar entry": {},
    "a calendar entry, where the worker chose the place": {"Meeting.venue": ""},
    "the blank sheets": {},
    # Files for the worker's own use.
    "members as a table": {f"Member.{name}": ON_MAP for name in text_fields(Member)},
    "ties as a table": {"Member.name": ON_MAP, "Tie.label": ""},
    "the family tree": {"Member.name": "adult kin hidden"},
    "the graph for other programs": {"Member.name": ON_MAP, "Tie.label": ""},
    # Nobody.
    "an administrator": {},
    "another team's supervisor": {},
    "somebody who is not signed in": {},
    "a page that says no": {},
    "the log": {},
    "the audit": {},
}
"""Who may read which field, and of whom: members by what they are on the map, what was said by its voice, wishes by with whom they are
shared, items by their part. Every key is a reader that the tests below open pages and files for. The rules behind it:
docs/papers-and-audiences.md, docs/exchange.md and docs/supervision.md."""

OF_CASE = {
    "the worker": {"NoteRow.note", "NoteRow.decision", "AnswerRow.words", "CoverRow.reason", "ShareRow.reason"},
    "their supervisor": {"NoteRow.note", "NoteRow.decision", "AnswerRow.words", "CoverRow.reason", "ShareRow.reason"},
    "who covers for them": {"NoteRow.note", "NoteRow.decision", "AnswerRow.words", "CoverRow.reason"},
    "somebody it is shared with": set(),
}
"""Who opens the case itself reads all that it holds, and of what was written down beside it only this."""

NEVER_SHOWN = {f"Member.{name} of gone" for name in text_fields(Member) if name != "name"}
"""Of somebody who was taken off the map only the name is shown, to put them back by; the rest leaves with the whole case."""

NOT_ALWAYS = re.compile(r"\.(recorded|answer|decision)_by\b|^(Mark|Answered|Decided)\.|of a slip$")
"""Kept, and not always on a page: who wrote something down, what was answered before, and what was written by mistake."""

BESIDE = {NoteRow: {"note", "decision"}, AnswerRow: {"words"}, CoverRow: {"reason"}, ShareRow: {"reason"}}
"""What is written down about a case and goes into no file of it. Everything else in these rows is an id or the name of an account."""
OF_ACCOUNTS = {"id", "case_id", "note_id", "worker_id", "user_id", "written_by", "author", "given_by", "ended_by"}


@dataclass
class Site:
    """A netmeet with the case whose every field holds a word, and what was written down beside it."""

    new_db: Callable
    visitor: Callable[..., Browser]
    clock: Callable
    logged: pytest.LogCaptureFixture
    words: Words
    case: CaseFile
    note_id: str = ""

    def do(self, actor, action, then):
        """Run a service on the case for somebody."""
        with self.new_db() as session:
            begin(session, writes=True)
            found = then(open_case(Caller(session, actor, self.clock()), self.case.profile.id, action))
            session.commit()
        return found

    @property
    def base(self):
        return f"/cases/{self.case.profile.id}"

    def member(self, whose):
        name = self.words.of[f"Member.name of {whose}"]
        return next(one.id for one in self.case.network.members if one.name == name)

    @property
    def ids(self):
        """What stands in an address, the usual one first."""
        network, meeting = self.case.network, self.case.meetings[0]
        kin, adult = self.member(KIN), network.adult_id
        return {
            "case_id": [self.case.profile.id],
            "member_id": [kin, *(one.id for one in network.members if one.id != kin)],
            "tie_id": [network.tie_between(kin, adult).id, *(one.id for one in network.ties)],
            "one": [kin],
            "other": [self.member(FRIEND)],
            "union_id": [network.unions[0].id],
            "household_id": [network.households[0].id],
            "meeting_id": [meeting.id],
            "item_id": [one.id for one in meeting.agenda],
            "user_id": [COLLEAGUE.id],
            "note_id": [self.note_id],
            "reading_id": [network.readings[0].id],
            "option_id": [self.case.options[0].id],
            "place": ["1", "2", "3"],
            "what": [what.value for what in What],
        }

    def pages(self, *, everything):
        """The address of every page; where ``everything``, with each thing in turn that it can be about."""
        for rule in rules().values():
            pattern = re.sub(r"<any\(([^)]*)\):\w+>", lambda choices: choices[1].split(",")[0], rule.rule)
            names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
            usual = {name: self.ids[name][0] for name in names}
            yield _filled(pattern, usual)
            for name in names if everything else ():
                yield from (_filled(pattern, usual | {name: other}) for other in self.ids[name][1:])


def _filled(pattern, ids):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: ids[name[1]], pattern)


@dataclass
class Reader:
    """Somebody who opens pages and files. ``told``: each field whose word they found, and where first; ``around`` what they read."""

    browser: Browser
    words: Words
    told: dict[str, str] = field(default_factory=dict)
    around: dict[str, str] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    views: set[str] = field(default_factory=set)

    def open(self, path, status=None, **sent):
        answer = self.browser.client.open(path, method="POST" if sent else "GET", **sent)
        assert answer.status_code < 500, path
        assert status in (None, answer.status_code), (path, answer.status_code)
        self.opened.append(answer.status_code)
        self.read(told_by(answer.data), path)
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', answer.text) if answer.mimetype == "text/html" else ()
        for found in self.words.found(f"{path} {answer.headers} {' '.join(addresses)} {names_in(answer.data)}"):
            self.around.setdefault(found, path)
        if answer.status_code == 200:
            self.views.add(self.browser.client.application.url_map.bind("").match(path.partition("?")[0], answer.request.method)[0])
        return answer

    def read(self, text, where):
        """Note whose words stand in a text."""
        for found in self.words.found(text):
            self.told.setdefault(found, where)


@pytest.fixture
def site(app, clock, visitor, caplog):
    """The case in a netmeet, with a note, an answer, cover and leave to see it."""
    caplog.set_level(logging.DEBUG)
    kept, words = every_field()
    site = Site(app.extensions["netmeet"].new_db, visitor, clock, caplog, words, kept.everything)
    with site.new_db() as session:
        begin(session, writes=True)
        case_id = exchange.add_case(Caller(session, WORKER, clock()), kept, kept.everything.profile.reference)
        session.commit()
    site.case = replace(site.case, profile=replace(site.case.profile, id=case_id))
    word = {row: {name: words(row.__name__, name, "") for name in names} for row, names in BESIDE.items()}
    today = START.date()
    absence = Wanted(COLLEAGUE.id, today, today + timedelta(days=7), word[CoverRow]["reason"])
    site.note_id = site.do(SUPERVISOR, Action.SUPERVISE_CASE, lambda case: supervision.write_note(case, today, **word[NoteRow]))
    site.do(WORKER, Action.EDIT_CASE, lambda case: supervision.answer(case, site.note_id, **word[AnswerRow]))
    site.do(SUPERVISOR, Action.SUPERVISE_CASE, lambda case: cover.give(case, absence))
    site.do(WORKER, Action.EDIT_CASE, lambda case: cases.share(case, STRANGER.id, may_edit=True, **word[ShareRow]))
    site.case = site.do(WORKER, Action.EDIT_CASE, lambda case: case.whole())
    return site


def _as(site, username):
    return Reader(site.visitor(username), site.words)


def test_every_field_that_holds_text_has_a_word():
    _, words = every_field()
    assert {key.partition(" of ")[0] for key in words.of} == fields_with_text()
    assert len(set(words.of.values())) == len(words.of)
    for row, typed in BESIDE.items():
        assert {one.name for one in fields_of(row) if one.type in (str, str | None)} - OF_ACCOUNTS == typed


USERS = {"the worker": "wren", "their supervisor": "sol", "who covers for them": "cole", "somebody it is shared with": "tam"}


@pytest.mark.parametrize("reader", OF_CASE)
def test_who_opens_the_case_reads_what_it_holds_and_of_what_stands_beside_it_only_theirs(site, reader):
    found = _as(site, USERS[reader])
    for path in site.pages(everything=reader == "the worker"):
        found.open(path)

    beside = {f"{row.__name__}.{name}" for row, names in BESIDE.items() for name in names}
    kept = site.words.of.keys() - NEVER_SHOWN - beside
    assert found.told.keys() & beside == OF_CASE[reader]
    assert found.told.keys() & NEVER_SHOWN == set()
    unseen = {key for key in kept - found.told.keys() if not NOT_ALWAYS.search(key)}
    assert unseen == set() or reader != "the worker"
    assert len(found.told) > 60
    assert found.around == {}
    assert found.opened.count(200) > 30


def _files(paths):
    """What the worker opens, and reads as its reader will."""

    def read(site, found):
        for path in paths(site):
            found.open(_after_looking(found, path), 200)

    return read


def _after_looking(found, path):
    """Where a paper is fetched once the worker has looked at what was found in it."""
    page = found.browser.client.get(path) if "/papers/" in path else None
    looked = looked_in(page.text) if page and page.mimetype == "text/html" else ""
    return f"{path}&looked={looked}" if looked else path


def _paper(whose, kind, more=""):
    def paths(site):
        at = f"{site.base}/papers/{site.case.meetings[0].id}/{site.member(whose)}/{kind}"
        yield f"{at}.docx?form=plain{more}"
        yield from (f"{at}.pdf?form={form.value}{more}" for form in PaperForm)

    return _files(paths)


def _drawings(copy, *views, more=""):
    def paths(site):
        for view in views:
            yield from (f"{site.base}/drawings/{view}.{form}?copy={copy.value}{more}" for form in ("pdf", "docx", "svg", "png"))

    return _files(paths)


def _calendar(more=""):
    return _files(
        lambda site: (
            f"{site.base}/papers/{site.case.meetings[0].id}/{site.member(one)}/meeting.ics?form=plain{more}" for one in (ADULT, KIN, FRIEND)
        )
    )


def _letters(site):
    at = f"{site.base}/papers/{site.case.meetings[0].id}/letters"
    return (f"{at}{what}?form=plain" for what in (".pdf", "-pdf.zip", "-docx.zip"))


def _shared_screens(site):
    yield f"{site.base}/map"
    yield from (f"{site.base}/map/members/{site.member(one)}" for one in ON_COPIES.split()[1:])


def _exported(*forms):
    def read(site, found):
        for form in forms:
            path = f"{site.base}/export/map/{form.value}"
            found.open(path, 200, data=hidden_fields(found.browser.get(f"{site.base}/export/map"), path))

    return read


def _from_outside(site, found):
    """Everything is asked for, and what there is nobody is told."""
    for path in site.pages(everything=False):
        found.open(path)
    for rule in (f"{site.base}/drawings/genogram.svg", f"{site.base}/map", f"{site.base}/export", site.base):
        assert found.open(rule).status_code in (303, 404)


def _that_say_no(site, found):
    found.open(f"{site.base}/nothing", 404)
    found.open(f"{site.base}/network/members/{site.note_id}", 400)
    found.open(f"{site.base}/papers/{site.case.meetings[0].id}/{site.member(ABSENT)}/letter.pdf", 404)
    found.open(f"{site.base}/network/ties/{site.ids['tie_id'][0]}/edit", 400, data={"label": "typed"})
    found.open(f"{site.base}/supervision/note", 403)


def _the_log(site, found):
    """What is written down while the worker looks at everything, and a form is refused."""
    for path in site.pages(everything=False):
        found.browser.client.get(path)
    _that_say_no(site, replace(found, told={}))
    found.read(" ".join(f"{one.getMessage()} {one.__dict__}" for one in site.logged.records), "the log")


def _the_audit(site, found):
    with site.new_db() as session:
        found.read(repr(audit.of_case(session, site.case.profile.id, 10_000)), "the audit")


_WHOSE = re.compile(r"part \d|\w+")
AGREED = "&years=yes&how=yes&friends=yes&agreed=yes"
READ = {
    "a screen looked at together": _files(_shared_screens),
    "the adult's own drawings": _drawings(Audience.ADULT, "genogram", "circles"),
    "the adult's invitation": _paper(ADULT, "letter"),
    "the adult's agenda": _paper(ADULT, "agenda"),
    "the adult's agenda of part 2": _paper(ADULT, "agenda", "&part=2"),
    "the adult's plan": _paper(ADULT, "plan"),
    "what the adult agreed about a risk": _files(lambda site: [f"{site.base}/safer/{site.ids['tie_id'][0]}/own-copy"]),
    "the sister's invitation": _paper(KIN, "letter"),
    "the sister's agenda": _paper(KIN, "agenda"),
    "the friend's invitation": _paper(FRIEND, "letter"),
    "the friend's agenda": _paper(FRIEND, "agenda"),
    "the network's drawing": _drawings(Audience.FAMILY, "genogram"),
    "the network's drawing, where the adult agreed to more": _drawings(Audience.FAMILY, "genogram", more=AGREED),
    "every invitation, for the worker to part": _files(_letters),
    "a calendar entry": _calendar(),
    "a calendar entry, where the worker chose the place": _calendar("&place=yes"),
    "the blank sheets": _files(lambda _: ["/papers/blank.pdf"]),
    "members as a table": _exported(Format.MEMBERS),
    "ties as a table": _exported(Format.TIES),
    "the family tree": _exported(Format.GEDCOM),
    "the graph for other programs": _exported(Format.GRAPHML, Format.DOT),
    "an administrator": _from_outside,
    "another team's supervisor": _from_outside,
    "somebody who is not signed in": _from_outside,
    "a page that says no": _that_say_no,
    "the log": _the_log,
    "the audit": _the_audit,
}
"""How the tests read as each of them."""
AS = {"an administrator": "ash", "another team's supervisor": "tam", "somebody who is not signed in": ""}


def _keys(rows):
    """“Member.name” of “adult kin” is “Member.name of adult” and “Member.name of kin”."""
    return {f"{name} of {one}" if one else name for name, whose in rows.items() for one in _WHOSE.findall(whose) or [""]}


def test_each_reads_exactly_what_they_may(site):
    found = {}
    for reader, read in READ.items():
        if reader == "another team's supervisor":
            site.do(WORKER, Action.EDIT_CASE, lambda case: cases.unshare(case, STRANGER.id))
        found[reader] = _as(site, AS.get(reader, "wren"))
        read(site, found[reader])

    allowed = {reader: _keys(rows) for reader, rows in MAY_READ.items()}
    too_much = {reader: {key: at for key, at in one.told.items() if key not in allowed[reader]} for reader, one in found.items()}
    assert {reader: more for reader, more in too_much.items() if more} == {}
    assert {reader: set(one.told) for reader, one in found.items()} == allowed
    assert {reader: one.around for reader, one in found.items() if one.around} == {}
    assert NO_PAGES - set().union(*(one.views for one in found.values())) == {"exports.bundle_schema", "sheets.template"}, "not read"


def test_the_whole_case_as_a_file_holds_every_field_and_nothing_that_stands_beside_it(site):
    found = _as(site, "wren")
    found.open(f"{site.base}/export", 200, data=hidden_fields(found.browser.get(f"{site.base}/export"), f"{site.base}/export"))

    assert set(site.words.of) - found.told.keys() == OF_CASE["the worker"]
