"""The worker's view of the map: who is on it, what does not fit, what was said; and members put on and taken off."""

from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from netmeet.domain.access import Action
from netmeet.domain.kinship import Relation
from netmeet.domain.network import Member, Sphere, TieKind
from netmeet.services import network, staff
from netmeet.web.access import needs
from netmeet.web.context import caller, case, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.network.forms import MemberForm, NewMemberForm, RelativeForm, TakeOffForm, offer, people_of
from netmeet.web.network.told import family_rows, member_rows, told_of_member

bp = Blueprint("network", __name__)


def _to(endpoint: str, sentence: str, **values: Any) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for(endpoint, **values), code=303)


@bp.get("/cases/<uuid:case_id>/network")
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """Everybody on the map, with what does not fit together beside them."""
    return render_template(
        "network/show.html",
        title="Worker’s view",
        part="network",
        case=case(),
        rows=member_rows(case().network),
        families=family_rows(case().network, today()),
        questions=network.questions(case(), today()),
        taken_off=network.taken_off(case()),
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route("/cases/<uuid:case_id>/network/members/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new_member() -> ResponseReturnValue:
    """Put one member on the map."""
    form = bind(NewMemberForm, data={"sphere": Sphere.FAMILY.value, "tie_to": case().profile.adult_id})
    offer(form.staff_id, staff.colleagues(caller()), keep=1)
    offer(form.tie_to, case().network.members, keep=1)

    def save() -> Member:
        new = form.member(Member("", ""))
        kind = TieKind(form.tie_kind.data) if form.tie_kind.data else network.TIE_OF_SPHERE.get(new.sphere, TieKind.SOCIAL)
        return network.add_member(case(), new, form.tie_to.data or None, kind, new.does)

    added = saved(form, save)
    if added is not None:
        return _to("network.member", "On the map now.", member_id=added.id)
    return page(
        "network/edit_member.html", form, title="Put somebody on the map", part="network", case=case(), back=url_for("network.show")
    )


@bp.get("/cases/<uuid:case_id>/network/members/<uuid:member_id>")
@needs(Action.VIEW_CASE)
def member(member_id: object) -> ResponseReturnValue:
    """One member: what is kept about them, who they are tied to, what was said."""
    found = case().network.member(str(member_id))
    told = told_of_member(case().network, found, case().marked, today())
    return render_template(
        "network/member.html",
        title=found.name,
        tab="One member",
        part="network",
        case=case(),
        member=found,
        told=told,
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route("/cases/<uuid:case_id>/network/members/<uuid:member_id>/edit", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def edit_member(member_id: object) -> ResponseReturnValue:
    """Change what is kept about a member."""
    before = case().network.member(str(member_id))
    age = {True: "yes", False: "no", None: ""}[before.under_18]
    form = bind(MemberForm, obj=SimpleNamespace(**asdict(before) | {"born": before.born, "died": before.died, "age": age}))
    offer(form.staff_id, staff.colleagues(caller()), keep=1)
    if before.staff_id and before.staff_id not in {choice.value for choice in form.staff_id.choices}:
        form.staff_id.choices.append(SelectChoice(value=before.staff_id, label="Yes, with an account that is closed or elsewhere"))
    if saved(form, lambda: network.save_member(case(), form.member(before), form.seen_version)):
        return _to("network.member", "Saved.", member_id=before.id)
    back = url_for("network.member", member_id=before.id)
    return page("network/edit_member.html", form, title="Change what is kept", part="network", case=case(), back=back)


@bp.route("/cases/<uuid:case_id>/network/members/<uuid:member_id>/remove", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def remove_member(member_id: object) -> ResponseReturnValue:
    """Ask once, then take a member off the map."""
    found = case().network.member(str(member_id))
    form = bind(TakeOffForm, drafted=False)
    silenced = network.would_silence(case(), found.id)

    def remove() -> bool:
        network.remove_member(case(), found.id, sure=form.sure.data)
        return True

    if saved(form, remove):
        return _to("network.show", "Taken off the map.")
    return page(
        "network/remove.html",
        form,
        title=f"Take {found.name} off the map?",
        tab="Take somebody off the map?",
        part="network",
        case=case(),
        back=url_for("network.member", member_id=found.id),
        silenced=silenced,
        locked_out=found.staff_id is not None,
    )


@bp.post("/cases/<uuid:case_id>/network/members/<uuid:member_id>/put-back")
@needs(Action.EDIT_CASE)
def put_back(member_id: object) -> ResponseReturnValue:
    """Put a member back on the map, with everything that was said."""
    network.put_back(case(), str(member_id))
    return _to("network.show", "Back on the map, with everything that was said.")


@bp.route("/cases/<uuid:case_id>/network/members/<uuid:member_id>/relative", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def relative(member_id: object) -> ResponseReturnValue:
    """Say how somebody is related, so that they stand in their place in the family."""
    found = case().network.member(str(member_id))
    form = bind(RelativeForm, data={"of": case().profile.adult_id})
    offer(form.of, [person for person in people_of(case().network) if person.id != found.id])

    def save() -> str:
        placed = network.place_relative(case(), found.id, form.of.data, Relation(form.relation.data))
        return (
            "In their place in the family now."
            if placed
            else "Written down. To draw the line, the people between them have to be on the map."
        )

    sentence = saved(form, save)
    if sentence is not None:
        return _to("network.member", sentence, member_id=found.id)
    back = url_for("network.member", member_id=found.id)
    return page("network/relative.html", form, title="How are they related?", part="network", case=case(), member=found, back=back)
