"""Tables from a spreadsheet: what their columns hold and what they add is shown first; adding is a step of its own."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError
from netmeet.exchange.csv_columns import MEMBERS, TIES
from netmeet.exchange.csv_in import BadRowsError, Chosen
from netmeet.exchange.csv_join import Additions, Sheet
from netmeet.exchange.csv_out import template as template_of
from netmeet.services import sheets
from netmeet.services.sheets import Tables
from netmeet.web.access import needs
from netmeet.web.context import case, settings
from netmeet.web.exchange.packing import pack
from netmeet.web.exchange.sheet_forms import LookForm, SheetsForm, look_form, tables_of, unpacked
from netmeet.web.forms import bind, page, saved

bp = Blueprint("sheets", __name__)


@bp.route("/cases/<uuid:case_id>/import/table", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def choose() -> ResponseReturnValue:
    """Choose one or two tables, then see what they hold."""
    form = bind(SheetsForm, drafted=False)
    chosen = saved(form, lambda: _chosen(form))
    if chosen is None:
        return page("exchange/sheets.html", form, title=_CHOOSE, part="papers", case=case(), columns=_COLUMNS)
    tables, packed = chosen
    look = look_form(tables)
    sheet = _read(look, tables)
    look.offer(sheet)
    look.begin(packed, sheet, case().adult, tables)
    return _look(look, tables, sheet)


@bp.route("/cases/<uuid:case_id>/import/table/add", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def add() -> ResponseReturnValue:
    """Look again with other columns, or add everything to the map as it was last looked at."""
    if request.method == "GET":
        return redirect(url_for("sheets.choose"), code=303)
    limit = settings().max_upload_bytes
    guessed = tables_of(unpacked(request.form.get("packed"), limit), limit)
    form = look_form(guessed)
    tables = form.chosen(guessed)
    sheet = _read(form, tables)
    form.offer(sheet)
    wanted = sheet is not None and request.form.get("do") == "add"
    if not form.validate_on_submit():
        form.status = 400
    elif wanted and form.seen.data != form.asked(tables):
        form.refuse("You chose something else. Look at what will be added now, then add it.")
    elif sheet is not None and wanted:
        added = saved(form, lambda: sheets.add(case(), sheet, form.choices))
        if added is not None:
            flash("Added to the map.")
            return redirect(url_for("network.show"), code=303)
    return _look(form, tables, sheet)


@bp.get("/cases/<uuid:case_id>/import/table/<any(members, ties):kind>.csv")
@needs(Action.EDIT_CASE)
def template(kind: str) -> ResponseReturnValue:
    """An empty table with its headings."""
    answer = Response(template_of(kind), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


_CHOOSE = "Add people from a spreadsheet"
_COLUMNS = (("Members", MEMBERS), ("Ties", TIES))


def _chosen(form: SheetsForm) -> tuple[Tables, str]:
    limit = settings().max_upload_bytes
    data = form.packed(limit)
    return tables_of(data, limit), pack(data)


def _read(form: LookForm, tables: Tables) -> Sheet | None:
    """What the tables hold by the columns that were chosen; None, with every problem on the form, where they cannot be read."""
    try:
        return sheets.read(case(), tables)
    except BadRowsError as error:
        for problem in error.problems:
            form.refuse(problem)
    except BadInputError as error:
        form.refuse(str(error))
    return None


def _look(form: LookForm, tables: Tables, sheet: Sheet | None) -> ResponseReturnValue:
    """The page between choosing files and adding them."""
    found = _would_add(form, sheet) if sheet is not None else None
    form.seen.data = form.asked(tables) if found else ""
    groups = [(text, form.headings(each, name)) for text, name, each in _groups(tables) if each]
    return page(
        "exchange/sheet_look.html",
        form,
        title="Look before it is added",
        part="papers",
        case=case(),
        groups=groups,
        asks=tables.members is not None,
        sheet=sheet,
        found=found,
    )


def _groups(tables: Tables) -> tuple[tuple[str, str, Chosen | None], ...]:
    return (("The table of members", "members", tables.members), ("The table of ties", "ties", tables.ties))


def _would_add(form: LookForm, sheet: Sheet) -> Additions | None:
    try:
        return sheets.look(case(), sheet, form.choices)
    except BadInputError as error:
        if not form.errors:
            form.refuse(str(error), error.field)
        return None
