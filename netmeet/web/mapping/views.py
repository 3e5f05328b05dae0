"""Mapping together. Every page here is made from the reduced map of a shared screen and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.disclosure import Audience, for_audience
from netmeet.domain.network import Member, Network
from netmeet.services import mapping, maps
from netmeet.services.maps import View
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.mapping import room
from netmeet.web.mapping.forms import PROMPTS, RINGS, Had, MapForm, TogetherForm, in_one

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


@bp.route("/cases/<uuid:case_id>/map", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def show() -> ResponseReturnValue:
    """The name generator, how close everybody is, and the circles. Either button saves everything that was typed."""
    drawn = maps.drawn(case().network, View.CIRCLES, Audience.SHARED_SCREEN, today())
    here = room.remembered(drawn.network)
    form = bind(MapForm, data=room.begins_as(here))
    form.offer(drawn.network)
    sent = form.brought_back or request.form.to_dict()
    done = saved(form, lambda: mapping.save_map(case(), form.named(), form.answers(sent), form.room(), today()))
    if done is not None and (done.added or done.changed or sent.get("close")):
        room.remember(form.room())
        flash(_told(done))
        return redirect(url_for("mapping.show") + ("#close" if done.added else "#circles"), code=303)
    if done is not None:
        form.refuse("Enter at least one name.")
    values: dict[str, Any] = {
        "rows": _rows(drawn.network, sent),
        "rings": RINGS,
        "prompts": PROMPTS,
        "drawing": maps.painted(drawn),
        "twin": drawn.twin,
        "here": room.in_words(here, drawn.network),
    }
    return page("mapping/show.html", form, title="Who is important in your life?", case=case(), **values)


def _told(done: mapping.Mapped) -> str:
    if not done.added:
        return "Saved." if done.changed else "Nothing was new."
    told = f"{done.added} on the map now. Next: how close are they?" if done.added > 1 else "On the map now. Next: how close?"
    return f"{told} The other answers are saved too." if done.changed else told


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
    here = room.remembered(shown)
    form = bind(TogetherForm, obj=found, data={"ring": ring, "asked_ring": ring, **helps, **room.begins_as(here)})
    form.offer(shown)

    def save() -> bool:
        mapping.save_together(case(), case().network.member(found.id), form.answer(), form.room(), today(), form.seen_version)
        return True

    if saved(form, save):
        room.remember(form.room())
        flash("Saved.")
        return redirect(url_for("mapping.show") + "#close", code=303)
    return page("mapping/member.html", form, title=found.name, tab="Somebody on the map", case=case(), here=room.in_words(here, shown))
