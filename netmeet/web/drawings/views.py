"""The drawings of a map: each for one audience, with its twin in words, and as files to take away."""

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.documents.diagram import diagram_pdf, diagram_png
from netmeet.documents.naming import file_name
from netmeet.documents.word import WORD_MEDIA, diagram_word
from netmeet.documents.words import SAFE_AT_HOME, PaperForm
from netmeet.domain.access import Action
from netmeet.domain.disclosure import NOTHING_MORE, Agreed, Audience
from netmeet.domain.errors import BadInputError
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
WHOSE = {
    Audience.WORKER: "worker’s copy, not to be given away",
    Audience.ADULT: "the adult’s own copy",
    Audience.FAMILY: "copy to give away",
}
"""Whose copy a file is, in its title: nobody's name, because the title shows in windows and in lists of what was opened last."""
MORE = {
    "years": "Years of birth and death",
    "how": "How couples stand, and how children came to the family (separated, divorced, adopted, fostered, step, twins)",
    "friends": "Friends, neighbours and pets, not only the family",
}
"""What the network's copy can show beyond names and plain lines, where the adult agreed."""


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


def _ticked(audience: Audience) -> dict[str, str]:
    """The ticks beside the network's copy, as they stand in the address: they name nobody."""
    return {name: "yes" for name in (*MORE, "agreed") if audience is Audience.FAMILY and request.args.get(name) == "yes"}


def _not_asked(ticked: dict[str, str]) -> str:
    """What to do first, where more is to be shown and nobody says that the adult agreed; else ""."""
    asks = bool(ticked) and "agreed" not in ticked
    return f"Ask {case().adult_name} first, and tick that they agreed. Until then the drawing shows none of it." if asks else ""


def _agreed(ticked: dict[str, str]) -> Agreed:
    return Agreed(**{name: True for name in MORE if name in ticked})


def _homes(view: View, audience: Audience) -> dict[str, str]:
    """The tick beside the worker's genogram, as it stands in the address."""
    asked = view is View.GENOGRAM and audience is Audience.WORKER and request.args.get("homes") == "yes"
    return {"homes": "yes"} if asked else {}


def _drawn(view: View, audience: Audience, agreed: Agreed) -> Drawn:
    return maps.drawn(case().network, view, audience, today(), TITLES[view], agreed, homes=bool(_homes(view, audience)))


def _show(view: View) -> ResponseReturnValue:
    audience = _audience(view)
    ticked = _ticked(audience)
    problem = _not_asked(ticked)
    drawn = _drawn(view, audience, NOTHING_MORE if problem else _agreed(ticked))
    links: tuple[tuple[str, str, str], ...] = ()
    if audience is Audience.WORKER:
        links = tuple((member.id, url_for("network.member", member_id=member.id), member.name) for member in drawn.network.members)
    return render_template(
        "drawings/show.html",
        title=TITLES[view],
        part="drawings",
        case=case(),
        view=view,
        views=[(other, text, _same_copy(other, audience)) for other, text in TITLES.items()],
        audience=audience,
        copies=copies_of(view),
        more=MORE if audience is Audience.FAMILY else {},
        ticked=ticked | _homes(view, audience),
        problem=problem,
        drawing=maps.painted(drawn, links),
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


@bp.get("/cases/<uuid:case_id>/drawings/<any(genogram, circles):view>.<any(pdf, docx, svg, png):form>")
@needs(Action.VIEW_CASE)
def download(view: str, form: str) -> ResponseReturnValue:
    """One drawing as a file, for one audience. Its name tells the worker's copy from the others, and says nothing of anybody."""
    audience = _audience(View(view))
    ticked = _ticked(audience)
    if problem := _not_asked(ticked):
        raise BadInputError(problem)
    drawn = _drawn(View(view), audience, _agreed(ticked))
    title, note = f"{TITLES[drawn.view]}: {WHOSE[audience]}", "" if audience is Audience.WORKER else SAFE_AT_HOME[PaperForm.PLAIN]
    match form:
        case "pdf":
            data, kind = diagram_pdf(drawn.scene, title=title, note=note), "application/pdf"
        case "docx":
            data, kind = diagram_word(drawn.scene, drawn.twin, title=title, note=note), WORD_MEDIA
        case "png":
            data, kind = diagram_png(drawn.scene), "image/png"
        case _:
            data, kind = svg.render(drawn.scene).encode(), "image/svg+xml"
    maps.note_taken(case(), drawn, form, _agreed(ticked))
    answer = Response(data, mimetype=kind)
    name = file_name(f"worker-{view}" if drawn.audience is Audience.WORKER else view, form)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
