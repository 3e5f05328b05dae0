"""The drawings of a map: each for one audience, with its twin in words, and as files to take away."""

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.documents.diagram import diagram_pdf, diagram_png
from netmeet.documents.naming import file_name
from netmeet.documents.words import SAFE_AT_HOME, PaperForm
from netmeet.domain.access import Action
from netmeet.domain.disclosure import Audience
from netmeet.drawing import svg
from netmeet.services import maps
from netmeet.services.maps import Drawn, View
from netmeet.web.access import needs
from netmeet.web.context import case, today

bp = Blueprint("drawings", __name__)

COPIES = {
    Audience.WORKER: "Worker’s copy, with worries",
    Audience.ADULT: "The adult’s own copy",
    Audience.FAMILY: "Copy for the network",
}
TITLES = {View.GENOGRAM: "Genogram", View.CIRCLES: "Circles of support"}


def copies_of(view: View) -> dict[Audience, str]:
    """The copies that a drawing is offered in. Who is close is the adult's to show: the network gets no circles."""
    return {audience: text for audience, text in COPIES.items() if view is View.GENOGRAM or audience is not Audience.FAMILY}


def _same_copy(other: View, audience: Audience) -> Audience:
    """The copy of another drawing to go on with: this one where it is offered, else the adult's own, never the worker's unasked."""
    return audience if audience in copies_of(other) else Audience.ADULT


def _audience(view: View) -> Audience:
    asked = request.args.get("copy", Audience.WORKER.value)
    found = next((audience for audience in copies_of(view) if audience.value == asked), None)
    if found is None:
        abort(404)
    return found


def _drawn(view: View, audience: Audience) -> Drawn:
    return maps.drawn(case().network, view, audience, today(), TITLES[view])


def _show(view: View) -> ResponseReturnValue:
    audience = _audience(view)
    drawn = _drawn(view, audience)
    links = None
    if audience is Audience.WORKER:
        links = {member.id: (url_for("network.member", member_id=member.id), member.name) for member in drawn.network.members}
    return render_template(
        "drawings/show.html",
        title=TITLES[view],
        part="drawings",
        case=case(),
        view=view,
        views=[(other, text, _same_copy(other, audience)) for other, text in TITLES.items()],
        audience=audience,
        copies=copies_of(view),
        drawing=svg.render(drawn.scene, links=links),
        twin=drawn.twin,
    )


@bp.get("/cases/<uuid:case_id>/drawings/genogram")
@needs(Action.VIEW_CASE)
def genogram() -> ResponseReturnValue:
    """The family drawing."""
    return _show(View.GENOGRAM)


@bp.get("/cases/<uuid:case_id>/drawings/circles")
@needs(Action.VIEW_CASE)
def circles() -> ResponseReturnValue:
    """The circles of support."""
    return _show(View.CIRCLES)


@bp.get("/cases/<uuid:case_id>/drawings/<any(genogram, circles):view>.<any(pdf, svg, png):form>")
@needs(Action.VIEW_CASE)
def download(view: str, form: str) -> ResponseReturnValue:
    """One drawing as a file, for one audience. Its name tells the worker's copy from the others, and says nothing of anybody."""
    drawn = _drawn(View(view), _audience(View(view)))
    match form:
        case "pdf":
            note = "" if drawn.audience is Audience.WORKER else SAFE_AT_HOME[PaperForm.PLAIN]
            data, kind = diagram_pdf(drawn.scene, title=TITLES[drawn.view], note=note), "application/pdf"
        case "png":
            data, kind = diagram_png(drawn.scene), "image/png"
        case _:
            data, kind = svg.render(drawn.scene).encode(), "image/svg+xml"
    answer = Response(data, mimetype=kind)
    name = file_name(f"worker-{view}" if drawn.audience is Audience.WORKER else view, form)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
