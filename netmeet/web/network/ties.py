"""Ties, unions and households: made, changed, and taken off the map."""

from dataclasses import asdict
from types import SimpleNamespace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.network import Household, MemberKind, Tie, TieKind, Union
from netmeet.services import network
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.forms import Form, bind, page, saved
from netmeet.web.network.forms import CHILDREN, BetweenForm, HouseholdForm, NewTieForm, TieForm, UnionForm, child_rows, offer, people_of
from netmeet.web.network.told import told_of_tie
from netmeet.web.network.views import bp

__all__ = ["bp"]  # one blueprint, in two files


def _whose(tie: Tie) -> str:
    return told_of_tie(case().network, tie, (), today()).title


def _to_map(sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("network.show"), code=303)


@bp.route("/cases/<uuid:case_id>/network/ties/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new_tie() -> ResponseReturnValue:
    """Tie any two members."""
    form = bind(NewTieForm, data={"one": request.args.get("one", "")})
    members = sorted(case().network.members, key=lambda member: (member.name.casefold(), member.id))
    offer(form.one, members, keep=1)
    offer(form.other, members, keep=1)
    tie = saved(form, lambda: network.add_tie(case(), form.one.data, form.other.data, TieKind(form.kind.data), form.label.data))
    if tie is not None:
        flash("Tied.")
        return redirect(url_for("network.tie", tie_id=tie.id), code=303)
    return page("network/tie_form.html", form, title="Tie two members", part="network", case=case(), back=url_for("network.show"))


@bp.route("/cases/<uuid:case_id>/network/between/<any(concern, restriction):what>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def between(what: str) -> ResponseReturnValue:
    """Choose the two that a worry, or an order, is between; then write it down. Nothing is kept before that is done."""
    form = bind(BetweenForm, data={"one": case().profile.adult_id if what == "concern" else ""})
    offer(form.one, people_of(case().network), keep=1)
    offer(form.other, people_of(case().network, MemberKind.ORGANISATION), keep=1)

    def chosen() -> str:
        known = network.tie_between(case(), form.one.data, form.other.data)
        if known is not None:
            return url_for("readings.of_tie", tie_id=known.id, what=what)
        return url_for("readings.between", one=form.one.data, other=form.other.data, what=what)

    onward = saved(form, chosen)
    if onward is not None:
        return redirect(onward, code=303)
    title = "A worry about harm: between whom?" if what == "concern" else "An order, condition or limit: between whom?"
    return page("network/between.html", form, title=title, part="network", case=case(), back=url_for("network.show"))


@bp.get("/cases/<uuid:case_id>/network/ties/<uuid:tie_id>")
@needs(Action.VIEW_CASE)
def tie(tie_id: object) -> ResponseReturnValue:
    """Everything said about one tie, by what it is about, each with whose it is."""
    found = case().network.tie(str(tie_id))
    told = told_of_tie(case().network, found, case().marked, today())
    return render_template(
        "network/tie.html",
        title=told.title,
        tab="One tie",
        part="network",
        case=case(),
        tie=found,
        told=told,
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route("/cases/<uuid:case_id>/network/ties/<uuid:tie_id>/edit", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def edit_tie(tie_id: object) -> ResponseReturnValue:
    """Change how two members come to know one another."""
    before = case().network.tie(str(tie_id))
    form = bind(TieForm, obj=before)
    if saved(form, lambda: network.save_tie(case(), form.tie(before), form.seen_version)):
        flash("Saved.")
        return redirect(url_for("network.tie", tie_id=before.id), code=303)
    who, back = _whose(before), url_for("network.tie", tie_id=before.id)
    return page("network/tie_form.html", form, title="Change the tie", part="network", case=case(), who=who, back=back)


@bp.route("/cases/<uuid:case_id>/network/ties/<uuid:tie_id>/remove", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def remove_tie(tie_id: object) -> ResponseReturnValue:
    """Ask once, then take a tie off the map."""
    found = case().network.tie(str(tie_id))
    form = bind(Form, drafted=False)

    def remove() -> bool:
        network.remove_tie(case(), found.id)
        return True

    if saved(form, remove):
        return _to_map("Taken off the map.")
    return page(
        "network/remove.html",
        form,
        title="Take this tie off the map?",
        part="network",
        case=case(),
        who=_whose(found),
        back=url_for("network.tie", tie_id=found.id),
    )


@bp.route("/cases/<uuid:case_id>/network/unions/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new_union() -> ResponseReturnValue:
    """A couple or a parent alone, with children."""
    return _union(Union(""), None)


@bp.route("/cases/<uuid:case_id>/network/unions/<uuid:union_id>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def union(union_id: object) -> ResponseReturnValue:
    """Change a union."""
    before = next((found for found in case().network.unions if found.id == str(union_id)), None)
    if before is None:
        abort(404)
    return _union(before, before)


def _union(before: Union, saved_now: Union | None) -> ResponseReturnValue:
    partners = [*before.partners, "", ""]
    values = asdict(before) | {"start": before.start, "end": before.end, "children": [child.member for child in before.children]}
    if saved_now is None:
        values["kind"] = ""
    form = bind(UnionForm, obj=SimpleNamespace(**values, first=partners[0], second=partners[1]))
    sent = request.form.to_dict() or form.brought_back
    offer(form.first, people_of(case().network, named=before.partners), keep=1)
    offer(form.second, people_of(case().network, named=before.partners), keep=1)
    offer(form.children, people_of(case().network, named=(child.member for child in before.children)))
    seen = form.seen_version if saved_now else None
    after = saved(form, lambda: network.save_union(case(), form.union(before, sent), seen))
    if after is not None:
        if {child.member for child in after.children} - {child.member for child in before.children}:
            flash("Saved. Say how each child belongs to them.")
            return redirect(url_for("network.union", union_id=after.id) + "#children-kinds", code=303)
        return _to_map("Saved.")
    title = "Change a couple or a parent’s children" if saved_now else "Add a couple or a parent’s children"
    return page(
        "network/union.html",
        form,
        title=title,
        part="network",
        case=case(),
        union=saved_now,
        rows=child_rows(before, sent),
        kinds=CHILDREN,
        back=url_for("network.show"),
    )


@bp.post("/cases/<uuid:case_id>/network/unions/<uuid:union_id>/remove")
@needs(Action.EDIT_CASE)
def remove_union(union_id: object) -> ResponseReturnValue:
    """Take a union off the map; its people stay."""
    network.remove_union(case(), str(union_id))
    return _to_map("Taken off the map. The people stay.")


@bp.route("/cases/<uuid:case_id>/network/households/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new_household() -> ResponseReturnValue:
    """People under one roof."""
    return _household(Household(""), None)


@bp.route("/cases/<uuid:case_id>/network/households/<uuid:household_id>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def household(household_id: object) -> ResponseReturnValue:
    """Change who lives under one roof."""
    before = next((found for found in case().network.households if found.id == str(household_id)), None)
    if before is None:
        abort(404)
    return _household(before, before)


def _household(before: Household, saved_now: Household | None) -> ResponseReturnValue:
    form = bind(HouseholdForm, obj=before)
    offer(form.members, people_of(case().network, MemberKind.PET, named=before.members))
    seen = form.seen_version if saved_now else None
    if saved(form, lambda: network.save_household(case(), form.household(before), seen)):
        return _to_map("Saved.")
    title = "Change a household" if saved_now else "Add a household"
    return page("network/household.html", form, title=title, part="network", case=case(), household=saved_now, back=url_for("network.show"))


@bp.post("/cases/<uuid:case_id>/network/households/<uuid:household_id>/remove")
@needs(Action.EDIT_CASE)
def remove_household(household_id: object) -> ResponseReturnValue:
    """Take a household off the map; its people stay."""
    network.remove_household(case(), str(household_id))
    return _to_map("Taken off the map. The people stay.")
