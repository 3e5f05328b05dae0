"""Planning a network meeting: when and where, the adult's answers, what is proposed and decided."""

from dataclasses import dataclass
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.answered import answers, decisions, no_alone
from netmeet.domain.decided import changed_since, own_reason
from netmeet.domain.invitation import Proposal, needs_decision
from netmeet.domain.meeting import Answered, Invitation, Meeting
from netmeet.domain.network import Member
from netmeet.services import meetings, mistakes, paper_notes, papers, papers_out, reliance
from netmeet.web.access import needs
from netmeet.web.context import caller, case, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.meetings.forms import DECISIONS, SAYS, AskForm, DecisionForm, MeetingForm

bp = Blueprint("meetings", __name__)

BASE = "/cases/<uuid:case_id>/meetings"


@dataclass(frozen=True, slots=True)
class Row:
    """One member who could be invited: the adult's answer, what is proposed, what was decided."""

    member: Member
    proposal: Proposal
    invitation: Invitation

    @property
    def due(self) -> bool:
        """True when a decision is recorded that cannot stand as it is."""
        return self.invitation.decision is not None and needs_decision(self.proposal, self.invitation)

    @property
    def changed(self) -> bool:
        """True when something else is proposed than when it was decided that they come."""
        return changed_since(self.proposal, self.invitation)

    @property
    def no_alone(self) -> Answered | None:
        """The no told alone that a yes in company came after."""
        return no_alone(self.invitation)

    @property
    def reason(self) -> str:
        """The reason as it was typed."""
        return own_reason(self.invitation)


def rows_of(meeting: Meeting) -> list[Row]:
    """Everybody who could be invited, by name."""
    found = meetings.proposals(case(), meeting, today())
    return [Row(case().network.member(one.member_id), one, meeting.invitation(one.member_id)) for one in found]


@bp.get(BASE)
@needs(Action.VIEW_CASE)
def index() -> ResponseReturnValue:
    """Every meeting of this case."""
    return render_template(
        "meetings/index.html",
        title="Meetings",
        part="meetings",
        case=case(),
        meetings=meetings.all_of(case()),
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route(f"{BASE}/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new() -> ResponseReturnValue:
    """Begin to plan a meeting."""
    form = bind(MeetingForm, data={"invited_by": caller().actor.name})
    planned = saved(form, lambda: meetings.plan(case(), form.meeting(Meeting(""))))
    if planned is not None:
        flash("The meeting is planned. Next: ask about each person.")
        return redirect(url_for("meetings.show", meeting_id=planned.id), code=303)
    return page("meetings/edit.html", form, title="Plan a meeting", part="meetings", case=case(), back=url_for("meetings.index"))


@bp.get(f"{BASE}/<uuid:meeting_id>")
@needs(Action.VIEW_CASE)
def show(meeting_id: object) -> ResponseReturnValue:
    """One meeting: how far its planning is."""
    meeting = meetings.one(case(), str(meeting_id))
    return render_template(
        "meetings/show.html",
        title="Network meeting",
        part="meetings",
        case=case(),
        meeting=meeting,
        rows=rows_of(meeting),
        says=SAYS,
        decisions=DECISIONS,
        options=reliance.options(case()),
        withdrawn=mistakes.withdrawn(case()),
        died=papers.died(case()),
        due=papers_out.due(case(), meeting, today()),
        going_out=paper_notes.words_that_go_out(case(), meeting, today()),
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route(f"{BASE}/<uuid:meeting_id>/edit", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def edit(meeting_id: object) -> ResponseReturnValue:
    """Change why, when and where."""
    before = meetings.one(case(), str(meeting_id))
    known = {name: getattr(before, name) for name in ("purpose", "venue", "invited_by", "reply_to", "review_on", "version")}
    on = before.on
    form = bind(MeetingForm, obj=SimpleNamespace(**known, on_day=on.date() if on else None, at=f"{on:%H:%M}" if on else ""))
    if saved(form, lambda: meetings.save(case(), form.meeting(before), form.seen_version)):
        flash("Saved.")
        return redirect(url_for("meetings.show", meeting_id=before.id), code=303)
    return page(
        "meetings/edit.html",
        form,
        title="Why, when and where",
        part="meetings",
        case=case(),
        back=url_for("meetings.show", meeting_id=before.id),
    )


@bp.route(f"{BASE}/<uuid:meeting_id>/ask", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def ask(meeting_id: object) -> ResponseReturnValue:
    """Ask the adult about each person. No proposal is on this page."""
    meeting = meetings.one(case(), str(meeting_id))
    members = {row.member.id: row.member.name for row in rows_of(meeting)}
    form = bind(AskForm, data={"asked_on": today()})
    sent = form.brought_back or request.form.to_dict()
    changed = saved(form, lambda: meetings.adult_answers(case(), meeting, form.answers(sent, members), form.asked()))
    if changed is not None:
        flash("Written down." if changed else "Nothing was new.")
        return redirect(url_for("meetings.show", meeting_id=meeting.id), code=303)
    known = {member: meeting.invitation(member) for member in members}
    asked = [(member, name, known[member], answers(known[member])) for member, name in members.items()]
    meanwhile = {member for member, _, now, _ in asked if form.status == 409 and sent.get(f"seen-{member}") != str(now.version)}
    return page(
        "meetings/ask.html",
        form,
        title=f"Ask {case().adult_name} about each person",
        tab="Ask about each person",
        part="meetings",
        case=case(),
        meeting=meeting,
        asked=asked,
        says=SAYS,
        sent=sent,
        meanwhile=meanwhile,
    )


@bp.route(f"{BASE}/<uuid:meeting_id>/invitations/<uuid:member_id>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def decide(meeting_id: object, member_id: object) -> ResponseReturnValue:
    """Decide about one member, with what is proposed and why."""
    meeting = meetings.one(case(), str(meeting_id))
    member = case().network.member(str(member_id))
    proposal = next((one for one in meetings.proposals(case(), meeting, today()) if one.member_id == member.id), None)
    before = meeting.invitation(member.id)
    changed = proposal is not None and changed_since(proposal, before)
    decided = before.decision.value if before.decision else ""
    part = before.part if before.decision and before.decision.comes else (proposal.part if proposal else 1)
    known = {name: getattr(before, name) for name in ("decided_by", "decided_on", "version")} | {"reason": own_reason(before)}
    form = bind(DecisionForm, obj=SimpleNamespace(**known, decision=decided, part=str(part)))
    form.weigh = lambda: meetings.weigh(case(), meeting, form.invitation(before, today()), today())
    if request.method == "GET" and not form.brought_back:
        form.begin_anew()

    def save() -> bool:
        meetings.decide(case(), meeting, form.invitation(before, today()), form.seen_version, today())
        return True

    if saved(form, save):
        flash("Decided.")
        return redirect(url_for("meetings.show", meeting_id=meeting.id), code=303)
    values = {"meeting": meeting, "member": member, "proposal": proposal, "invitation": before, "says": SAYS, "decisions": DECISIONS}
    values |= {"changed": changed, "answers": answers(before), "decided": decisions(before)}
    values["withdrawn"] = mistakes.withdrawn(case(), {member.id, *(tie.id for tie in case().network.ties_of(member.id))})
    return page(
        "meetings/decide.html", form, title=f"Inviting {member.name}", tab="Inviting somebody", part="meetings", case=case(), **values
    )
