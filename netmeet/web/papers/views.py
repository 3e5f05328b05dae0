"""Papers to print and take away: letters, agendas, calendar entries, drawings, blank sheets."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from netmeet.documents.blank import BlankKitContent, blank_kit_pdf
from netmeet.documents.naming import file_name
from netmeet.documents.word import WORD_MEDIA
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain.access import Action
from netmeet.domain.invitation import MOST_PARTS
from netmeet.domain.meeting import Invite, Meeting
from netmeet.services import meetings, papers
from netmeet.services.papers import Checked, Reader
from netmeet.web.access import needs
from netmeet.web.context import case, settings, today

bp = Blueprint("papers", __name__)

FORMS = {PaperForm.PLAIN: "Plain", PaperForm.LARGE_PRINT: "Large print", PaperForm.EASY_READ: "Easy Read"}
FILES = {PaperFile.PDF: "PDF", PaperFile.WORD: "Word"}
MEDIA = {PaperFile.PDF: "application/pdf", PaperFile.WORD: WORD_MEDIA}
MAKE = {"letter": papers.letter, "agenda": papers.agenda, "plan": papers.plan}
_PARTS = tuple(str(part) for part in range(1, MOST_PARTS + 1))


@dataclass(frozen=True, slots=True)
class Row:
    """One reader of one meeting's papers: each kind, its name, what was found in it, and of which part it is where that matters."""

    reader: Reader
    papers: tuple[tuple[str, str, Checked, int | None], ...]
    calendar: Checked
    with_place: Checked | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting: everybody papers are made for, and the names of those who are seen otherwise."""

    meeting: Meeting
    rows: tuple[Row, ...]
    talk_first: tuple[str, ...]
    written_view: tuple[str, ...]


def _file(data: bytes, kind: str, form: str, media: str) -> Response:
    answer = Response(data, mimetype=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(kind, form)}"'
    return answer


def _form() -> PaperForm:
    asked = request.args.get("form", PaperForm.PLAIN.value)
    found = next((form for form in PaperForm if form.value == asked), None)
    if found is None:
        abort(404)
    return found


def _planned(meeting: Meeting) -> Planned:
    desk = papers.Desk.of(case(), meeting, today(), settings().council_name)
    rows = [
        Row(who, tuple(_papers(desk, who)), desk.calendar(who), desk.calendar(who, place=True) if meeting.venue else None)
        for who in papers.readers(case(), meeting)
    ]
    return Planned(meeting, tuple(rows), *(papers.seen_otherwise(case(), meeting, how) for how in (Invite.TALK_FIRST, Invite.WRITTEN_VIEW)))


def _papers(desk: papers.Desk, who: Reader) -> Iterator[tuple[str, str, Checked, int | None]]:
    yield "letter", "Letter", desk.letter(who), None
    sheets = papers.sheets_for(desk.meeting, who)
    for sheet in sheets:
        name, part = (f"Agenda of part {sheet.part}", sheet.part) if len(sheets) > 1 else ("Agenda", None)
        yield "agenda", name, desk.agenda(sheet), part
    if who.is_adult:
        yield "plan", "Plan to fill in", desk.plan(who), None


@bp.get("/cases/<uuid:case_id>/papers")
@needs(Action.VIEW_CASE)
def index() -> ResponseReturnValue:
    """Every paper of every meeting, with what to look at before it leaves."""
    return render_template(
        "papers/index.html",
        title="Papers",
        part="papers",
        case=case(),
        planned=[_planned(meeting) for meeting in meetings.all_of(case())],
        forms=FORMS,
        files=FILES,
        may_edit=case().may(Action.EDIT_CASE),
        may_export=case().may(Action.EXPORT_CASE),
    )


def _asked_for(meeting_id: object, member_id: object) -> tuple[papers.Desk, Reader]:
    meeting = meetings.one(case(), str(meeting_id))
    desk = papers.Desk.of(case(), meeting, today(), settings().council_name)
    return desk, papers.reader(case(), meeting, str(member_id), _part())


def _part() -> int | None:
    """The part that an agenda is asked for; None where none is named."""
    asked = request.args.get("part", "")
    if not asked:
        return None
    return int(asked) if asked in _PARTS else abort(404)


def _looked() -> bool:
    return request.args.get("looked") == "yes"


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/<any(letter, agenda, plan):kind>.<any(pdf, docx):suffix>")
@needs(Action.EDIT_CASE)
def paper(meeting_id: object, member_id: object, kind: str, suffix: str) -> ResponseReturnValue:
    """One reader's letter, agenda or plan. It is made only when nothing in it has to stay."""
    desk, who = _asked_for(meeting_id, member_id)
    file = PaperFile(suffix)
    return _file(MAKE[kind](desk, who, _form(), file, looked=_looked()), kind, suffix, MEDIA[file])


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/meeting.ics")
@needs(Action.EDIT_CASE)
def calendar(meeting_id: object, member_id: object) -> ResponseReturnValue:
    """The meeting as a calendar entry for one reader."""
    place = request.args.get("place") == "yes"
    return _file(papers.calendar(*_asked_for(meeting_id, member_id), place=place, looked=_looked()), "calendar", "ics", "text/calendar")


@bp.get("/papers/blank.pdf")
@needs(Action.USE_NETMEET)
def blank() -> ResponseReturnValue:
    """Blank sheets: circles, wishes, how safe it feels."""
    council = settings()
    content = BlankKitContent(most=council.safe_scale_max, low=council.safe_low, high=council.safe_high, form=_form())
    return _file(blank_kit_pdf(content), "blank-kit", "pdf", "application/pdf")
