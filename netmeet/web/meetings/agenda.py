"""The agenda: items edited, moved and timed, and family time."""

from dataclasses import replace
from types import SimpleNamespace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain import agenda as rules
from netmeet.domain.access import Action
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.domain.meeting import AgendaItem, FamilyTime, ItemKind, Meeting
from netmeet.services import meetings, paper_notes
from netmeet.services.cases import new_id
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.fields import of_people
from netmeet.web.forms import Form, bind, page, saved
from netmeet.web.meetings.forms import FamilyTimeForm, ItemForm
from netmeet.web.meetings.views import BASE, bp
from netmeet.web.network.forms import people_of

__all__ = ["bp"]  # one blueprint, in two files


def _to_agenda(meeting: Meeting, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("meetings.agenda", meeting_id=meeting.id), code=303)


@bp.get(f"{BASE}/<uuid:meeting_id>/agenda")
@needs(Action.VIEW_CASE)
def agenda(meeting_id: object) -> ResponseReturnValue:
    """The agenda with its times."""
    meeting = meetings.one(case(), str(meeting_id))
    return render_template(
        "meetings/agenda.html",
        title="Agenda",
        part="meetings",
        case=case(),
        meeting=meeting,
        timed=rules.timetable(meeting),
        total=rules.total_minutes(meeting.agenda),
        empty=[part for part in meeting.parts if not rules.agenda_for(meeting, part)],
        at_the_door=rules.meet_at_the_door(meeting, case().network),
        ruling=rules.family_time_allowed(case().network, meeting),
        going_out=paper_notes.words_that_go_out(case(), meeting, today()),
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route(f"{BASE}/<uuid:meeting_id>/agenda/items/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new_item(meeting_id: object) -> ResponseReturnValue:
    """Put an item at the end of its part."""
    meeting = meetings.one(case(), str(meeting_id))
    return _item(meeting, AgendaItem("", ItemKind.OTHER, ""), "Add an item")


@bp.route(f"{BASE}/<uuid:meeting_id>/agenda/items/<uuid:item_id>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def item(meeting_id: object, item_id: object) -> ResponseReturnValue:
    """Change one item."""
    meeting = meetings.one(case(), str(meeting_id))
    found = _found(meeting, str(item_id))
    if found is None and request.method != "POST":
        abort(404)
    # Somebody may have taken it off meanwhile: what was typed is kept, and can be put on again.
    return _item(meeting, found or AgendaItem("", ItemKind.OTHER, ""), "Change an item" if found else "Add an item")


def _found(meeting: Meeting, item_id: str) -> AgendaItem | None:
    return next((one for one in meeting.agenda if one.id == item_id), None)


def _item(meeting: Meeting, before: AgendaItem, title: str) -> ResponseReturnValue:
    known = {name: getattr(before, name) for name in ("title", "owner", "notes")}
    minutes = "" if before.minutes is None else str(before.minutes)
    form = bind(
        ItemForm, obj=SimpleNamespace(**known, minutes=minutes, part=str(before.part), kind=before.kind.value, version=meeting.version)
    )

    def save() -> Meeting:
        after = form.item(before if before.id else replace(before, id=new_id()))
        items = [after if one.id == before.id else one for one in meeting.agenda]
        return meetings.save_agenda(case(), meeting, items if before.id else [*items, after], form.seen_version)

    if saved(form, save):
        return _to_agenda(meeting, "Saved.")
    return page("meetings/item.html", form, title=title, part="meetings", case=case(), meeting=meeting)


def _change(meeting_id: object, sentence: str, items: list[AgendaItem], meeting: Meeting) -> ResponseReturnValue:
    form = bind(Form, drafted=False)
    if saved(form, lambda: meetings.save_agenda(case(), meeting, items, form.seen_version)):
        return _to_agenda(meeting, sentence)
    flash(" ".join([*form.form_errors, "Nothing was changed."]))
    return redirect(url_for("meetings.agenda", meeting_id=meeting_id), code=303)


@bp.post(f"{BASE}/<uuid:meeting_id>/agenda/items/<uuid:item_id>/<any(up, down):way>")
@needs(Action.EDIT_CASE)
def move(meeting_id: object, item_id: object, way: str) -> ResponseReturnValue:
    """Move an item up or down within its part."""
    meeting = meetings.one(case(), str(meeting_id))
    return _change(meeting_id, "Moved.", list(rules.move(meeting.agenda, str(item_id), up=way == "up")), meeting)


@bp.post(f"{BASE}/<uuid:meeting_id>/agenda/items/<uuid:item_id>/remove")
@needs(Action.EDIT_CASE)
def remove_item(meeting_id: object, item_id: object) -> ResponseReturnValue:
    """Take an item off the agenda."""
    meeting = meetings.one(case(), str(meeting_id))
    if _found(meeting, str(item_id)) is None:
        abort(404)
    return _change(meeting_id, "Taken off the agenda.", [one for one in meeting.agenda if one.id != str(item_id)], meeting)


@bp.post(f"{BASE}/<uuid:meeting_id>/agenda/usual")
@needs(Action.EDIT_CASE)
def usual_items(meeting_id: object) -> ResponseReturnValue:
    """Put the usual items into the parts that have none, so that whoever comes to one has a time to come at."""
    meeting = meetings.one(case(), str(meeting_id))
    return _change(meeting_id, "The usual items are on the agenda.", meetings.with_usual_items(case(), meeting), meeting)


@bp.route(f"{BASE}/<uuid:meeting_id>/family-time", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def family_time(meeting_id: object) -> ResponseReturnValue:
    """Ask, alone, whether they want family time; the agenda follows the answer."""
    meeting = meetings.one(case(), str(meeting_id))
    now: FamilyTime = meeting.family_time
    known = {"answer": now.answer.value, "presence": now.presence.value, "supporter": now.supporter or "", "decision": now.decision}
    form = bind(FamilyTimeForm, obj=SimpleNamespace(**known, version=meeting.version))
    people = [member for member in people_of(case().network) if can_be_asked(case().network, member)]
    form.supporter.choices = [*form.supporter.choices[:1], *of_people(people)]
    if saved(form, lambda: meetings.answer_family_time(case(), meeting, form.family_time(), form.seen_version)):
        return _to_agenda(meeting, "Written down. The agenda follows the answer.")
    return page("meetings/family_time.html", form, title="Family time", part="meetings", case=case(), meeting=meeting)
