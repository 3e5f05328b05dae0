"""What every form does: it is sent once, it notices an edit by somebody else, and what was typed is never lost."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from netmeet.domain.errors import BadInputError, ChangedMeanwhileError
from netmeet.services import unsaved
from netmeet.web.context import caller

NOT_KEPT = frozenset({"csrf_token", "form_key", "password", "again", "current", "packed"})
"""Fields that are never stored in a draft."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One field as somebody else saved it meanwhile."""

    label: str
    value: str


class Form(FlaskForm):  # type: ignore[misc]  # WTForms has no types
    """A form of netmeet. ``theirs`` is filled when somebody else saved first; ``brought_back`` when a draft is used."""

    form_key = HiddenField()
    version = HiddenField()
    theirs: Sequence[Theirs] = ()
    draft: Any = None
    brought_back: Mapping[str, str] = MappingProxyType({})
    first_box = ""
    """Where a problem of the whole form leads to, for a form whose boxes are rows of a table."""
    below: Sequence[str] = ()
    """Fields that stand on the page below those of the forms that are made from this one."""
    status = 200

    @property
    def seen_version(self) -> int:
        """The version that the page was opened with; 0 when it was tampered with, which never matches."""
        text = str((self.version.raw_data or [""])[0])
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    def refuse(self, message: str, field: str = "") -> None:
        """Put a message beside a field, or above the form."""
        self.status = 400
        if field in self._fields:
            self[field].errors = [*self[field].errors, message]
        else:
            self.form_errors.append(message)


F = TypeVar("F", bound=Form)


def bind(form_class: type[F], *, obj: Any = None, data: dict[str, Any] | None = None, drafted: bool = True) -> F:
    """Make a form for this request: from what was sent, else from a draft that was asked for, else from what is saved.

    ``obj`` is what is saved now; its ``version`` travels with the form.
    """
    if request.method == "POST":
        form = form_class(data=data, obj=obj)
    else:
        draft = unsaved.draft(caller(), request.path) if drafted and "caller" in g else None
        if draft is not None and request.args.get("draft") == "use":
            form = form_class(formdata=MultiDict(draft.fields), meta={"csrf": True})
            form.brought_back = dict(draft.fields)
        else:
            form = form_class(formdata=None, obj=obj, data=data)
            form.draft = draft
        # A draft comes back with the version that its page was opened with: whoever saved since then is not overwritten.
        form.version.data = form.brought_back.get("version") or str(getattr(obj, "version", "") or "")
    form.saved_now = obj
    return _with_key(form)


def _with_key(form: F) -> F:
    if not form.form_key.data:
        form.form_key.data = uuid.uuid4().hex
    return form


T = TypeVar("T")


def saved(form: Form, do: Callable[[], T]) -> T | None:
    """Validate, then do; None when the form has to be shown again, with the reason beside it."""
    if request.method != "POST":
        return None
    if not form.validate_on_submit():
        form.status = 400
        return None
    try:
        result = do()
    except ChangedMeanwhileError as error:
        _take_theirs(form, error)
        return None
    except BadInputError as error:
        form.refuse(str(error), error.field)
        return None
    if "caller" in g:
        unsaved.drop_draft(caller(), request.path)
    return result


def _take_theirs(form: Form, error: ChangedMeanwhileError) -> None:
    """Show what somebody else saved beside what this person typed; a second save then knows of it."""
    form.refuse(str(error))
    form.status = error.status
    now = form.saved_now
    form.version.data = str(getattr(now, "version", ""))
    shown = [field for field in form if field.type != "HiddenField" and field.name not in NOT_KEPT and hasattr(now, field.name)]
    both = [(field, _said(field, getattr(now, field.name))) for field in shown]
    form.theirs = tuple(Theirs(field.label.text, value) for field, value in both if value != _said(field, field.data))


def _said(field: Any, value: Any) -> str:
    """A value as its field words it: the label of a choice, never the id behind it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    chosen = value if isinstance(value, list | tuple | frozenset) else [value]
    labels = {str(choice.value): choice.label for choice in getattr(field, "choices", None) or ()}
    words = [str(labels.get(str(one), getattr(one, "words", one))) for one in chosen if one not in (None, "")]
    return ", ".join(sorted(words) if len(words) > 1 else words) or "nothing"


def page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    """Show a page with a form; a form that could not be saved answers as an error, so that nothing is half-saved."""
    return render_template(template, form=form, **values), form.status


def problems(form: Form) -> dict[str, Any]:
    """What is wrong with a form, in the order of the page, for the error summary: each message links to the box it is about."""
    box = {"href": f"#{form.first_box}"} if form.first_box else {}
    listed: list[dict[str, str]] = [{"text": str(message)} | box for message in form.form_errors]
    for field in sorted(form, key=lambda field: field.name in form.below):
        listed += [{"text": str(message), "href": f"#{_first_box(field)}"} for message in field.errors]
    return {"titleText": "There is a problem", "errorList": listed}


def _first_box(field: Any) -> str:
    """The id that the GOV.UK macros give to the first box of a field."""
    return str(field.name if field.type in ("RadioField", "SelectMultipleField", "BooleanField") else field.id)
