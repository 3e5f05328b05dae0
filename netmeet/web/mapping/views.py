"""Mapping together. Every page here is made from the reduced map of a shared screen and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.disclosure import Audience, for_audience
from netmeet.domain.network import Member, Network
from netmeet.drawing import svg
from netmeet.services import mapping, maps
from netmeet.services.maps import View
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.forms import bind, page, saved, unsent
from netmeet.web.mapping.forms import PROMPTS, RINGS, ClosenessForm, Had, NamesForm, TogetherForm, in_one

bp = Blueprint("mapping", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One member in the table of closeness: what was just typed where that differs from what is known, and what is known."""

    member: Member
    ring: str
    does: str
    known: Had


def _rows(shown: Network, sent: Mapping[str, str]) -> list[Row]:
    return [_row(shown, member, sent) for member in shown.members if member.id != shown.adult_id]


def _row(shown: Network, member: Member, sent: Mapping[str, str]) -> Row:
    """Keep what was typed over what is known, but only where somebody typed: the rest may be older than what is known."""
    known, had = Had(member.version, _own_ring(shown, member), member.does), Had.read(sent.get(f"had-{member.id}", ""))
    ring, does = sent.get(f"ring-{member.id}", had.ring), sent.get(f"does-{member.id}", had.does)
    return Row(member, known.ring if ring == had.ring else ring, known.does if does == had.does else does, known)


def _own_ring(shown: Network, member: Member) -> str:
    tie = shown.tie_between(shown.adult_id or "", member.id)
    ring = mapping.own_ring(shown, tie) if tie else None
    return str(ring.value) if ring else ""


def _show(names: NamesForm, closeness: ClosenessForm, sent: Mapping[str, str]) -> ResponseReturnValue:
    drawn = maps.drawn(case().network, View.CIRCLES, Audience.SHARED_SCREEN, today())
    form = names if names.errors else closeness
    values: dict[str, Any] = {
        "names": names,
        "closeness": closeness,
        "rows": _rows(drawn.network, sent),
        "rings": RINGS,
        "prompts": PROMPTS,
        "drawing": svg.render(drawn.scene),
        "twin": drawn.twin,
    }
    return page("mapping/show.html", form, title="Who is important in your life?", case=case(), **values)


@bp.get("/cases/<uuid:case_id>/map")
@needs(Action.EDIT_CASE)
def show() -> ResponseReturnValue:
    """The name generator, how close everybody is, and the circles."""
    names = bind(NamesForm, path=url_for("mapping.names"))
    closeness = bind(ClosenessForm, path=url_for("mapping.closeness"))
    return _show(names, closeness, closeness.brought_back)


@bp.post("/cases/<uuid:case_id>/map/names")
@needs(Action.EDIT_CASE)
def names() -> ResponseReturnValue:
    """Put many names on the map in one go."""
    form = bind(NamesForm)
    added = saved(form, lambda: mapping.add_names(case(), form.named()))
    if added is not None:
        flash(f"{len(added)} on the map now. Next: how close are they?" if len(added) > 1 else "On the map now. Next: how close?")
        return redirect(url_for("mapping.show") + "#close", code=303)
    return _show(form, unsent(ClosenessForm), {})


@bp.post("/cases/<uuid:case_id>/map/closeness")
@needs(Action.EDIT_CASE)
def closeness() -> ResponseReturnValue:
    """Keep how close everybody is and what they do."""
    form = bind(ClosenessForm)
    sent = request.form.to_dict()
    changed = saved(form, lambda: mapping.save_first_pass(case(), form.answers(sent), form.asked_with(), today()))
    if changed is not None:
        flash("Saved." if changed else "Nothing was new.")
        return redirect(url_for("mapping.show") + "#circles", code=303)
    return _show(unsent(NamesForm), form, sent)


@bp.route("/cases/<uuid:case_id>/map/members/<uuid:member_id>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def member(member_id: object) -> ResponseReturnValue:
    """One member, as asked together: name, what they do, how close, what help passes."""
    shown = for_audience(case().network, Audience.SHARED_SCREEN)
    if not shown.has(str(member_id)) or str(member_id) == shown.adult_id:
        abort(404)
    found = shown.member(str(member_id))
    known, ring = mapping.together(shown, case().profile.adult_id, found), _own_ring(shown, found)
    helps = {"gets": known.gets, "gives": known.gives, "asked_gets": in_one(known.gets), "asked_gives": in_one(known.gives)}
    form = bind(TogetherForm, obj=found, data={"ring": ring, "asked_ring": ring, **helps})

    def save() -> bool:
        mapping.save_together(case(), case().network.member(found.id), form.answer(), form.asked_with(), today(), form.seen_version)
        return True

    if saved(form, save):
        flash("Saved.")
        return redirect(url_for("mapping.show") + "#close", code=303)
    return page("mapping/member.html", form, title=found.name, case=case())
