"""Three wishes, how safe the adult feels, what is working, the seven statements: with their history."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from netmeet.domain.access import Action
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.domain.outcomes import (
    Sharing,
    StatementPoint,
    Wish,
    current_wishes,
    safe_changes,
    statement_changes,
    wish_history,
    working_and_not,
)
from netmeet.services import outcomes
from netmeet.web.access import needs
from netmeet.web.context import case, settings, today
from netmeet.web.fields import of_people
from netmeet.web.forms import bind, page, saved
from netmeet.web.network.forms import people_of
from netmeet.web.outcomes.forms import SHARING, SafeForm, StatementsForm, WishForm, WorkingForm

bp = Blueprint("outcomes", __name__)


@dataclass(frozen=True, slots=True)
class WishRow:
    """One of the three wishes: as it stands, and how it was worded before."""

    place: int
    now: Wish | None
    before: tuple[Wish, ...]


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("outcomes.show"), code=303)


@bp.get("/cases/<uuid:case_id>/wishes")
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """The wishes as they stand, and everything else the adult was asked."""
    wishes = outcomes.wishes(case())
    rows = [WishRow(place, now, wish_history(wishes, place)[:-1]) for place, now in enumerate(current_wishes(wishes), start=1)]
    working, not_working = working_and_not(outcomes.workings(case()))
    safe = outcomes.safe_readings(case())
    statements = outcomes.statements(case())
    return render_template(
        "outcomes/show.html",
        title="Wishes and safety",
        part="wishes",
        case=case(),
        wishes=rows,
        sharing=SHARING,
        names={member.id: member.name for member in case().network.members},
        working=working,
        not_working=not_working,
        safe=safe,
        safe_changes=safe_changes(safe),
        statements=statement_changes(statements) if statements else (),
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route("/cases/<uuid:case_id>/wishes/<int:place>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def wish(place: int) -> ResponseReturnValue:
    """Word one of the three wishes; earlier wordings are kept."""
    if place not in (1, 2, 3):
        abort(404)
    now = current_wishes(outcomes.wishes(case()))[place - 1]
    # What was agreed for one wording is over with the next, so it has to be said again.
    form = bind(WishForm, data={"words": now.words} if now else {"sharing": Sharing.NOBODY.value})
    form.chosen.choices = of_people([member for member in people_of(case().network) if can_be_asked(case().network, member)])

    def save() -> str:
        new = outcomes.say_wish(case(), form.wish(place, today()))
        return "Written down." if new else "That is how it stood already."

    sentence = saved(form, save)
    if sentence is not None:
        return _back(sentence)
    names = {member.id: member.name for member in case().network.members}
    return page("outcomes/wish.html", form, title=f"Wish {place}", part="wishes", case=case(), now=now, names=names)


@bp.route("/cases/<uuid:case_id>/wishes/safe", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def safe() -> ResponseReturnValue:
    """Ask, alone, how safe they feel."""
    form, council = bind(SafeForm), settings()
    ends = {0: council.safe_low, council.safe_scale_max: council.safe_high}
    form.score.choices = [
        SelectChoice(value=str(number), label=f"{number} {ends[number]}" if number in ends else str(number))
        for number in range(council.safe_scale_max + 1)
    ]

    def save() -> bool:
        outcomes.say_safe(case(), form.reading(council.safe_scale_max, today()))
        return True

    if saved(form, save):
        return _back("Written down.")
    return page("outcomes/safe.html", form, title="How safe do you feel?", part="wishes", case=case())


@bp.route("/cases/<uuid:case_id>/wishes/working", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def working() -> ResponseReturnValue:
    """Write down something that is working, or is not."""
    form = bind(WorkingForm)

    def save() -> bool:
        outcomes.say_working(case(), form.said(today()))
        return True

    if saved(form, save):
        return _back("Written down.")
    return page("outcomes/working.html", form, title="Working, or not working", part="wishes", case=case())


@bp.route("/cases/<uuid:case_id>/wishes/statements", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def statements() -> ResponseReturnValue:
    """Ask the seven statements, if the adult wants them."""
    form = bind(StatementsForm)
    if saved(form, lambda: outcomes.say_statements(case(), StatementPoint(form.point.data), form.answers(), today())):
        return _back("Written down.")
    return page("outcomes/statements.html", form, title="Seven statements", part="wishes", case=case())
