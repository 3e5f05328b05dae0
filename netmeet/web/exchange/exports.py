"""The map as a file for another program, and the published form of netmeet's own file."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.exchange.plain_json import dump_json
from netmeet.exchange.schema import schema
from netmeet.services import exports
from netmeet.services.exports import Format
from netmeet.web.access import needs
from netmeet.web.context import case

bp = Blueprint("exports", __name__)

_ABOUT = {
    Format.MEMBERS: ("Members, as a table", "Everybody on the map, one in a row, with everything that is kept about them. Opens in Excel."),
    Format.TIES: ("Ties, as a table", "Who is tied to whom, who is a couple, and whose child each is, one in a row. Opens in Excel."),
    Format.GEDCOM: (
        "Family tree (GEDCOM 7)",
        "The family alone: names, dates of birth and death, couples and children. For programs that keep family trees.",
    ),
    Format.GRAPHML: ("Graph (GraphML)", "Names, kinds and lines. For Gephi, yEd and other programs that look at networks."),
    Format.DOT: ("Graph (DOT)", "The same, for Graphviz."),
}


@bp.get("/cases/<uuid:case_id>/export/map")
@needs(Action.EXPORT_CASE)
def formats() -> ResponseReturnValue:
    """Every format with what it is for, and what of this map it cannot carry."""
    left = exports.leaves_behind(case())
    rows = [(form.value, *_ABOUT[form], left[form]) for form in Format]
    return render_template("exchange/formats.html", title="Take the map to another program", part="papers", case=case(), rows=rows)


@bp.post("/cases/<uuid:case_id>/export/map/<any(members, ties, gedcom, graphml, dot):form>")
@needs(Action.EXPORT_CASE)
def download(form: str) -> ResponseReturnValue:
    """The map as a file. Its name says nothing about anybody."""
    written = exports.export_map(case(), Format(form))
    answer = Response(written.data, mimetype=written.mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{written.name}"'
    return answer


@bp.get("/bundle.schema.json")
@needs(Action.USE_NETMEET)
def bundle_schema() -> ResponseReturnValue:
    """The JSON Schema of netmeet's own file, for those who write programs that read or make one."""
    answer = Response(dump_json(schema()), mimetype="application/schema+json")
    answer.headers["Content-Disposition"] = 'attachment; filename="bundle.schema.json"'
    return answer
