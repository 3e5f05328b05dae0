"""Papers to print and take away: letters, agendas, calendar entries, drawings, blank sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.documents.blank import BlankKitContent, blank_kit_pdf
from netmeet.documents.naming import file_name
from netmeet.documents.word import WORD_MEDIA
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain.access import Action
from netmeet.domain.invitation import MOST_PARTS
from netmeet.domain.meeting import Invite, Meeting
from netmeet.services import meetings, paper_letters, paper_notes, papers, papers_out
from netmeet.services.paper_consent import Checked, LookFirstError
from netmeet.services.paper_letters import together
from netmeet.services.papers import Reader
from netmeet.services.papers_out import Out
from netmeet.web.access import needs
from netmeet.web.context import case, settings, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.papers.forms import GoneForm, KnowsForm

bp = Blueprint("papers", __name__)

FORMS = {PaperForm.PLAIN: "Plain", PaperForm.LARGE_PRINT: "Large print", PaperForm.EASY_READ: "Easy Read"}
FILES = {PaperFile.PDF: "PDF", PaperFile.WORD: "Word"}
MEDIA = {PaperFile.PDF: "application/pdf", PaperFile.WORD: WORD_MEDIA}
ZIP_MEDIA = "application/zip"
MAKE = {"letter": papers.letter, "agenda": papers.agenda, "plan": papers.plan}
_PARTS = tuple(str(part) for part in range(1, MOST_PARTS + 1))


@dataclass(frozen=True, slots=True)
class Row:
    """One reader of one meeting's papers. ``entry`` is the name of the file of their calendar entry.

    ``forms`` begin with the ``suits`` one, where what is noted about them says which; ``out`` is what they hold already.
    """

    reader: Reader
    papers: tuple["Offered", ...]
    forms: Mapping[PaperForm, str]
    suits: PaperForm | None
    out: Out | None
    entry: str
    calendar: Checked
    with_place: Checked | None


@dataclass(frozen=True, slots=True)
class Offered:
    """One paper of one reader: what its files are called (without how they end), what was found in it, and of which part it is.

    ``wishes`` says with whom alone the wishes on it are shared.
    """

    kind: str
    name: str
    file: str
    found: Checked
    part: int | None = None
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting: everybody papers are made for, what was found in any of their letters, and who is seen otherwise, by name.

    ``others`` hold a paper and are not among those whom papers are made for any more.
    """

    meeting: Meeting
    rows: tuple[Row, ...]
    letters: Checked
    others: tuple[Out, ...]
    talk_first: tuple[str, ...]
    written_view: tuple[str, ...]


def _file(data: bytes, name: str, media: str) -> Response:
    answer = Response(data, mimetype=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _form() -> PaperForm:
    asked = request.args.get("form", PaperForm.PLAIN.value)
    found = next((form for form in PaperForm if form.value == asked), None)
    if found is None:
        abort(404)
    return found


def _planned(meeting: Meeting) -> Planned:
    desk = papers.Desk.of(case(), meeting, today(), settings().council_name)
    out = papers_out.out(case(), meeting, desk.fallen)
    rows = [_row(desk, who, out.pop(who.member.id, None)) for who in papers.readers(case(), meeting)]
    others = (papers.seen_otherwise(case(), meeting, how) for how in (Invite.TALK_FIRST, Invite.WRITTEN_VIEW))
    return Planned(meeting, tuple(rows), together([row.papers[0].found for row in rows]), tuple(out.values()), *others)


def _row(desk: papers.Desk, who: Reader, out: Out | None) -> Row:
    with_place = desk.calendar(who, place=True) if desk.meeting.venue else None
    suits = paper_notes.form_that_suits(case(), who)
    forms = {form: FORMS[form] for form in sorted(FORMS, key=lambda form: form is not suits)}
    return Row(who, tuple(_papers(desk, who)), forms, suits, out, _called(desk, who, "calendar"), desk.calendar(who), with_place)


def _papers(desk: papers.Desk, who: Reader) -> Iterator[Offered]:
    yield Offered("letter", "Letter", _called(desk, who, "letter"), desk.letter(who))
    sheets = papers.sheets_for(desk.meeting, who)
    for sheet in sheets:
        name, part = (f"Agenda of part {sheet.part}", sheet.part) if len(sheets) > 1 else ("Agenda", None)
        yield Offered("agenda", name, _called(desk, sheet, "agenda"), desk.agenda(sheet), part, paper_notes.shared_with(case(), sheet))
    if who.is_adult:
        yield Offered("plan", "Plan to fill in", _called(desk, who, "plan"), desk.plan(who))


def _called(desk: papers.Desk, who: Reader, kind: str) -> str:
    return _name(desk, who, kind, "pdf").removesuffix(".pdf")


def _name(desk: papers.Desk, who: Reader, kind: str, suffix: str) -> str:
    return file_name(kind, suffix, papers.mark(desk.meeting, who, kind))


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
        died=papers.died(case()),
        forms=FORMS,
        files=FILES,
        may_edit=case().may(Action.EDIT_CASE),
        may_export=case().may(Action.EXPORT_CASE),
    )


def _desk(meeting_id: object) -> papers.Desk:
    return papers.Desk.of(case(), meetings.one(case(), str(meeting_id)), today(), settings().council_name)


def _asked_for(meeting_id: object, member_id: object) -> tuple[papers.Desk, Reader]:
    desk = _desk(meeting_id)
    return desk, papers.reader(case(), desk.meeting, str(member_id), _part())


def _part() -> int | None:
    """The part that an agenda is asked for; None where none is named."""
    asked = request.args.get("part", "")
    if not asked:
        return None
    return int(asked) if asked in _PARTS else abort(404)


def _looked() -> str:
    """What somebody looked at before they asked for this paper; "" before they did."""
    return request.args.get("looked", "")


@bp.errorhandler(LookFirstError)
def look_first(found: LookFirstError) -> ResponseReturnValue:
    """Show what a paper says that only people can judge, and a button that makes it as it is now."""
    asked = {name: value for name, value in request.args.items() if name != "looked"}
    answer = render_template(
        "papers/look.html",
        title="Look before it leaves",
        part="papers",
        case=case(),
        found=found.checked,
        stale=found.stale,
        asked=asked,
        whose=_whose(),
        meeting_id=(request.view_args or {})["meeting_id"],
    )
    return answer, 409 if found.stale else 200


def _whose() -> str:
    """Whose paper is asked for; "" for all letters at once."""
    member = (request.view_args or {}).get("member_id")
    return case().network.member(str(member)).name if member else ""


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/<any(letter, agenda, plan):kind>.<any(pdf, docx):suffix>")
@needs(Action.EDIT_CASE)
def paper(meeting_id: object, member_id: object, kind: str, suffix: str) -> ResponseReturnValue:
    """One reader's letter, agenda or plan. It is made only when nothing in it has to stay."""
    desk, who = _asked_for(meeting_id, member_id)
    file = PaperFile(suffix)
    return _file(MAKE[kind](desk, who, _form(), file, looked=_looked()), _name(desk, who, kind, suffix), MEDIA[file])


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/letters-<any(pdf, docx):suffix>.zip")
@needs(Action.EDIT_CASE)
def letters(meeting_id: object, suffix: str) -> ResponseReturnValue:
    """Every letter of a meeting, each a file of its own."""
    made = paper_letters.as_files(_desk(meeting_id), _form(), PaperFile(suffix), looked=_looked())
    return _file(made, file_name("letters", "zip"), ZIP_MEDIA)


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/letters.pdf")
@needs(Action.EDIT_CASE)
def letters_to_print(meeting_id: object) -> ResponseReturnValue:
    """Every letter of a meeting in one file, to print in one go."""
    made = paper_letters.to_print(_desk(meeting_id), _form(), looked=_looked())
    return _file(made, file_name("letters", "pdf"), MEDIA[PaperFile.PDF])


@bp.get("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/meeting.ics")
@needs(Action.EDIT_CASE)
def calendar(meeting_id: object, member_id: object) -> ResponseReturnValue:
    """The meeting as a calendar entry for one reader."""
    place = request.args.get("place") == "yes"
    desk, who = _asked_for(meeting_id, member_id)
    return _file(papers.calendar(desk, who, place=place, looked=_looked()), _name(desk, who, "calendar", "ics"), "text/calendar")


@bp.route("/cases/<uuid:case_id>/papers/<uuid:meeting_id>/<uuid:member_id>/knows", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def knows(meeting_id: object, member_id: object) -> ResponseReturnValue:
    """Write down that somebody who holds a paper knows what has changed since, or gave it back."""
    desk = _desk(meeting_id)
    found = papers_out.of(case(), desk.meeting, case().network.member(str(member_id)), desk.fallen)
    died = found.member.has_died
    form = bind(GoneForm if died else KnowsForm, data={"said_on": today()})
    if saved(form, lambda: papers_out.settle(case(), desk.meeting, found.member, desk.fallen, form.done, form.said_on.data)):
        flash("Written down.")
        return redirect(url_for("papers.index"), code=303)
    back = url_for("papers.index")
    title = f"What was sent to {found.member.name}" if died else "They know what has changed"
    return page("papers/knows.html", form, title=title, part="papers", case=case(), out=found, back=back)


@bp.get("/papers/blank.pdf")
@needs(Action.USE_NETMEET)
def blank() -> ResponseReturnValue:
    """Blank sheets: circles, wishes, how safe it feels."""
    council = settings()
    content = BlankKitContent(most=council.safe_scale_max, low=council.safe_low, high=council.safe_high, form=_form())
    return _file(blank_kit_pdf(content), file_name("blank-kit", "pdf"), MEDIA[PaperFile.PDF])
