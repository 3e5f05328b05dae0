"""Papers to print and take away: letters, agendas, calendar entries, drawings, blank sheets."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from netmeet.documents.blank import BlankKitContent, blank_kit_pdf
from netmeet.documents.naming import file_name
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain.access import Action
from netmeet.domain.meeting import Meeting
from netmeet.services import meetings, papers
from netmeet.services.papers import Checked, Reader
from netmeet.web.access import needs
from netmeet.web.context import case, settings, today

bp = Blueprint("papers", __name__)

FORMS = {PaperForm.PLAIN: "Plain", PaperForm.LARGE_PRINT: "Large print", PaperForm.EASY_READ: "Easy Read"}
FILES = {PaperFile.PDF: "PDF", PaperFile.WORD: "Word"}
MEDIA = {PaperFile.PDF: "application/pdf", PaperFile.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
MAKE = {"letter": papers.letter, "agenda": papers.agenda, "plan": papers.plan}


@dataclass(frozen=True, slots=True)
class Row:
    """One reader of one meeting's papers, with what was found in each paper. Only the adult has a plan."""

    reader: Reader
    letter: Checked
    agenda: Checked
    plan: Checked | None
    calendar: Checked


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


def _rows(meeting: Meeting) -> list[Row]:
    desk = papers.Desk.of(case(), meeting, today(), settings().council_name)
    return [
        Row(who, desk.letter(who), desk.agenda(who), desk.plan(who) if who.is_adult else None, desk.calendar(who))
        for who in papers.readers(case(), meeting)
    ]


@bp.get("/cases/<uuid:case_id>/papers")
@needs(Action.VIEW_CASE)
def index() -> ResponseReturnValue:
    """Every paper of every meeting, with what to look at before it leaves."""
    return render_template(
        "papers/index.html",
        title="Papers",
        part="papers",
        case=case(),
        planned=[(meeting, _rows(meeting)) for meeting in meetings.all_of(case())],
        forms=FORMS,
        files=FILES,
        may_edit=case().may(Action.EDIT_CASE),
        may_export=case().may(Action.EXPORT_CASE),
    )


def _asked_for(meeting_id: object, member_id: object) -> tuple[papers.Desk, Reader]:
    meeting = meetings.one(case(), str(meeting_id))
    return papers.Desk.of(case(), meeting, today(), settings().council_name), papers.reader(case(), meeting, str(member_id))


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/<any(letter, agenda, plan):kind>.<any(pdf, docx):suffix>")
@needs(Action.EDIT_CASE)
def paper(meeting_id: object, member_id: object, kind: str, suffix: str) -> ResponseReturnValue:
    """One reader's letter, agenda or plan. It is made only when nothing in it has to stay."""
    desk, who = _asked_for(meeting_id, member_id)
    file = PaperFile(suffix)
    return _file(MAKE[kind](desk, who, _form(), file, looked=request.args.get("looked") == "yes"), kind, suffix, MEDIA[file])


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/meeting.ics")
@needs(Action.EDIT_CASE)
def calendar(meeting_id: object, member_id: object) -> ResponseReturnValue:
    """The meeting as a calendar entry for one reader."""
    return _file(papers.calendar(*_asked_for(meeting_id, member_id)), "calendar", "ics", "text/calendar")


@bp.get("/papers/blank.pdf")
@needs(Action.USE_NETMEET)
def blank() -> ResponseReturnValue:
    """Blank sheets: circles, wishes, how safe it feels."""
    council = settings()
    content = BlankKitContent(most=council.safe_scale_max, low=council.safe_low, high=council.safe_high, form=_form())
    return _file(blank_kit_pdf(content), "blank-kit", "pdf", "application/pdf")
