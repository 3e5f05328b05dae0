"""Files in and out. What a file holds is shown first; adding it is a second step, all or nothing."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.network import Member
from netmeet.exchange.bundle import DROPPED
from netmeet.exchange.imported import Imported
from netmeet.exchange.preview import preview, read_any
from netmeet.services import exchange
from netmeet.web.access import needs
from netmeet.web.context import caller, case, settings, today
from netmeet.web.exchange.forms import AddForm, UploadForm, before_adding, fitted
from netmeet.web.exchange.packing import pack, unpack
from netmeet.web.forms import bind, page, saved

bp = Blueprint("exchange", __name__)

_INTO_CASE = "Add people from a file"
_NEW_CASE = "Import a case"


@bp.route("/cases/<uuid:case_id>/import", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def into_case() -> ResponseReturnValue:
    """Choose a file for a case, then see what it holds."""
    form = bind(UploadForm, drafted=False)
    chosen = saved(form, lambda: _read(form, _joining))
    if chosen is not None:
        imported, packed = chosen
        return _look(before_adding(imported, packed, case().adult), imported, about=case().adult)
    return page("exchange/upload.html", form, title=_INTO_CASE, part="papers", case=case())


@bp.route("/cases/<uuid:case_id>/import/add", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def add_to_case() -> ResponseReturnValue:
    """Add everybody in the file to the map."""
    if request.method == "GET":
        return redirect(url_for("exchange.into_case"), code=303)
    form = bind(AddForm, drafted=False)
    imported = _joining(_again(form))
    fitted(form, imported, case().adult)
    added = saved(form, lambda: exchange.add_map(case(), imported, form.adult.data or None))
    if added is None:
        return _look(form, imported, about=case().adult)
    flash("Added to the map.")
    return redirect(url_for("network.show"), code=303)


@bp.route("/import", methods=["GET", "POST"])
@needs(Action.OPEN_CASE)
def new_case() -> ResponseReturnValue:
    """Choose a file for a new case, then see what it holds."""
    form = bind(UploadForm, drafted=False)
    chosen = saved(form, lambda: _read(form, _of_its_own))
    if chosen is not None:
        imported, packed = chosen
        return _look(before_adding(imported, packed, None), imported, about=None)
    return page("exchange/upload.html", form, title=_NEW_CASE, section="cases")


@bp.route("/import/add", methods=["GET", "POST"])
@needs(Action.OPEN_CASE)
def add_case() -> ResponseReturnValue:
    """Open a case with everything in the file."""
    if request.method == "GET":
        return redirect(url_for("exchange.new_case"), code=303)
    form = bind(AddForm, drafted=False)
    imported = _of_its_own(_again(form))
    fitted(form, imported, None)
    case_id = saved(form, lambda: _new(form, imported))
    if case_id is None:
        return _look(form, imported, about=None)
    flash("Imported.")
    return redirect(url_for("cases.show", case_id=case_id), code=303)


@bp.route("/cases/<uuid:case_id>/export", methods=["GET", "POST"])
@needs(Action.EXPORT_CASE)
def export() -> ResponseReturnValue:
    """Take the whole case away as a file. The name of the file says nothing about anybody."""
    if request.method == "GET":
        return render_template("exchange/export.html", title="Export the whole case", part="papers", case=case(), dropped=DROPPED)
    answer = Response(exchange.export(case()), mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="case.json"'
    return answer


def _joining(imported: Imported) -> Imported:
    """What of a file joins the case that is open."""
    return exchange.with_staff(caller(), exchange.as_map(imported), case().profile.worker_id)


def _of_its_own(imported: Imported) -> Imported:
    """What of a file becomes a case of the caller's."""
    return exchange.with_staff(caller(), imported)


def _read(form: UploadForm, meant: Callable[[Imported], Imported]) -> tuple[Imported, str]:
    """The file that was chosen: what it holds, and itself, packed for the next page."""
    limit = settings().max_upload_bytes
    data = form.read(limit)
    return meant(read_any(data, limit=limit)), pack(data)


def _again(form: AddForm) -> Imported:
    """The file that came back with the page. Nothing is believed of it: it is read and checked once more."""
    limit = settings().max_upload_bytes
    return read_any(unpack(form.packed.data, limit), limit=limit)


def _new(form: AddForm, imported: Imported) -> str:
    if imported.case is not None:
        return exchange.add_case(caller(), imported.case, form.reference.data)
    return exchange.start_with(caller(), imported, form.adult.data, form.reference.data, today())


def _look(form: AddForm, imported: Imported, about: Member | None) -> ResponseReturnValue:
    """The page between choosing a file and adding it."""
    found = preview(imported)
    if about is not None:
        return page(
            "exchange/preview.html",
            form,
            title="Look before it is added",
            part="papers",
            case=case(),
            found=found,
            people=imported.network.members,
        )
    values = {"found": found, "people": imported.network.members, "alike": exchange.alike(caller(), imported)}
    return page("exchange/preview.html", form, title="Look before it is added", section="cases", **values)
