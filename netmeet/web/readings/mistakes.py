"""Saying of an entry that it was written by mistake, and taking that back. The entry stays, and so does what was said of it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.mistakes import Marked, Verdict
from netmeet.domain.wording import Wording
from netmeet.services import mistakes
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.fields import paragraph
from netmeet.web.forms import Form, bind, page, saved
from netmeet.web.readings.views import bp

__all__ = ["bp"]

TITLES = {Verdict.MISTAKE: "Written by mistake?", Verdict.RIGHT: "Right after all?"}


class MarkForm(Form):
    """Why an entry was a mistake, or was right."""

    reason = paragraph("Why?", hint="For example “wrong way round” or “meant for another case”", limit=1000, needed="Enter why")


@bp.route("/cases/<uuid:case_id>/network/said/<uuid:reading_id>/<any(mistake, right):what>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def mark(reading_id: object, what: str) -> ResponseReturnValue:
    """Show one entry in words, and ask why it was a mistake, or right after all."""
    verdict = Verdict.MISTAKE if what == "mistake" else Verdict.RIGHT
    entry = mistakes.entry(case(), str(reading_id))
    back, form = _place(entry), bind(MarkForm)
    if saved(form, lambda: mistakes.mark(case(), entry.reading.id, verdict, form.reason.data)):
        flash("Marked as written by mistake. It counts nowhere." if verdict is Verdict.MISTAKE else "It counts again.")
        return redirect(back, code=303)
    words = Wording(case().network, today())
    values = {"entry": entry, "spoken": words.spoken(entry.reading), "who": _who(words, entry), "back": back}
    return page(
        "readings/mark.html", form, title=TITLES[verdict], part="network", case=case(), is_mistake=verdict is Verdict.MISTAKE, **values
    )


def _place(entry: Marked) -> str:
    """The page that the entry stands on."""
    about = entry.reading.about
    if case().network.has(about):
        return url_for("network.member", member_id=about)
    return url_for("network.tie", tie_id=about)


def _who(words: Wording, entry: Marked) -> str:
    about = entry.reading.about
    if words.network.has(about):
        return words.name(about)
    tie = words.network.tie(about)
    return words.names((tie.a, tie.b))
