"""The fields of netmeet's forms: plain messages, every one with a limit, drawn by the GOV.UK macros."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, FileField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Member
from netmeet.domain.wording import told_apart

NAME_LENGTH = 300
WORDS_LENGTH = 2000

Check = Callable[[Any, Any], None]


def shows(text: object) -> bool:
    """True where a reader would see something: not only spaces, joiners and marks without width."""
    return any(char.isprintable() and not char.isspace() for char in str(text))


def _needed(message: str) -> Check:
    """Ask for an answer. Our own, because WTForms' puts ``required`` on elements that may not carry it."""

    def check(_form: Any, field: Any) -> None:
        if not field.raw_data or not shows(field.raw_data[0]):  # a field that was sent twice counts as its first
            raise StopValidation(message)

    return check


def _at_most(limit: int, thing: str) -> Check:
    def check(_form: Any, field: Any) -> None:
        if field.data and len(str(field.data)) > limit:
            raise ValidationError(f"{thing} must be {limit:,} characters or fewer")

    return check


# What no printer and no file format can carry, and what turns round the text that follows it on a page.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def tidy(value: str | None) -> str:
    """Strip spaces around a text, and what is no text in it. New lines stay; a text of which nothing shows is empty."""
    text = _UNFIT.sub("", value or "").replace("\t", " ").strip()
    return text if shows(text) else ""


def one_line(value: str | None) -> str:
    """A tidy text on one line."""
    return " ".join(tidy(value).split())


def words(label: str, *, hint: str = "", needed: str = "", limit: int = NAME_LENGTH, kind: str = "text") -> Any:
    """One line of text."""
    checks = ([_needed(needed)] if needed else []) + [_at_most(limit, label.rstrip("?"))]
    return StringField(
        label,
        description=hint,
        validators=checks,
        filters=[one_line],
        widget=GovTextInput(),
        render_kw={"type": kind} if kind != "text" else None,
    )


def secret(label: str, *, hint: str = "", needed: str = "", limit: int = 128) -> Any:
    """A password. Pasting is allowed; spaces are kept."""
    checks = ([_needed(needed)] if needed else []) + [_at_most(limit, label)]
    return StringField(label, description=hint, validators=checks, widget=GovPasswordInput())


def paragraph(label: str, *, hint: str = "", needed: str = "", limit: int = WORDS_LENGTH, rows: int = 3) -> Any:
    """Several lines of text."""
    checks = ([_needed(needed)] if needed else []) + [_at_most(limit, label.rstrip("?"))]
    return TextAreaField(
        label, description=hint, validators=checks, filters=[tidy], widget=GovTextArea(), render_kw={"params": {"rows": rows}}
    )


class _MayBeEmpty:
    """No answer is an answer, unless one is asked for; anything that was not offered is refused in plain words."""

    def pre_validate(self, form: Any) -> None:
        if not self.data:  # type: ignore[attr-defined]  # a field's
            return
        try:
            super().pre_validate(form)  # type: ignore[misc]  # a field's
        except ValidationError:
            raise ValidationError("Choose one of the answers on the list") from None


class _Radios(_MayBeEmpty, RadioField):  # type: ignore[misc]  # WTForms has no types
    pass


class _List(_MayBeEmpty, SelectField):  # type: ignore[misc]  # WTForms has no types
    pass


class _Ticks(_MayBeEmpty, SelectMultipleField):  # type: ignore[misc]  # WTForms has no types
    pass


def _choices(options: Mapping[str, str] | Iterable[Enum], labels: Mapping[Any, str] | None) -> list[SelectChoice]:
    if isinstance(options, Mapping):
        return [SelectChoice(value=key, label=label) for key, label in options.items()]
    named = labels or {}
    return [SelectChoice(value=str(option.value), label=named.get(option) or str(option.value).capitalize()) for option in options]


def one_of(
    label: str,
    options: Mapping[str, str] | Iterable[Enum],
    *,
    labels: Mapping[Any, str] | None = None,
    hint: str = "",
    needed: str = "",
    inline: bool = False,
) -> Any:
    """Radio buttons. Without ``needed`` nothing has to be chosen, and the answer is then an empty text."""
    return _Radios(
        label,
        description=hint,
        choices=_choices(options, labels),
        validators=[_needed(needed)] if needed else [],
        coerce=lambda value: value or "",
        default="",
        widget=GovRadioInput(),
        render_kw={"params": {"classes": "govuk-radios--small govuk-radios--inline" if inline else "govuk-radios--small"}},
    )


def pick(
    label: str,
    options: Mapping[str, str] | Iterable[Enum] = (),
    *,
    labels: Mapping[Any, str] | None = None,
    hint: str = "",
    needed: str = "",
    empty: str | None = None,
) -> Any:
    """A drop-down list. ``empty`` is the wording of "no answer", where there may be none."""
    choices = _choices(options, labels)
    if empty is not None:
        choices.insert(0, SelectChoice(value="", label=empty))
    return _List(
        label,
        description=hint,
        choices=choices,
        validators=[_needed(needed)] if needed else [],
        coerce=lambda value: value or "",
        widget=GovSelect(),
    )


class _Grouped(GovSelect):  # type: ignore[misc]  # the widgets have no types
    """A drop-down list under headings. A choice carries its heading in ``render_kw``."""

    template = "fields/grouped.html"

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        parts = (f"{params['id']}-{part}" for part, there in (("hint", field.description), ("error", field.errors)) if there)
        groups = [(group, [*found]) for group, found in groupby(field.choices, lambda choice: (choice.render_kw or {}).get("group", ""))]
        return params | {"groups": groups, "chosen": str(field.data or ""), "described": " ".join(parts)}


def pick_grouped(label: str, groups: Mapping[str, Mapping[Any, str]], *, needed: str, empty: str, hint: str = "") -> Any:
    """A drop-down list whose answers stand under headings. ``empty`` is the wording of "no answer"."""
    under = [
        SelectChoice(value=str(value), label=text, render_kw={"group": heading})
        for heading, texts in groups.items()
        for value, text in texts.items()
    ]
    return _List(
        label,
        description=hint,
        choices=[SelectChoice(value="", label=empty), *under],
        validators=[_needed(needed)],
        coerce=lambda value: value or "",
        widget=_Grouped(),
    )


def several(
    label: str, options: Mapping[str, str] | Iterable[Enum] = (), *, labels: Mapping[Any, str] | None = None, hint: str = ""
) -> Any:
    """Checkboxes."""
    return _Ticks(
        label,
        description=hint,
        choices=_choices(options, labels),
        widget=GovCheckboxesInput(),
        render_kw={"params": {"classes": "govuk-checkboxes--small nm-columns"}},
    )


class _OneBox(GovCheckboxInput):  # type: ignore[misc]  # the widgets have no types
    """A box with its hint below its own label, not above both."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        if hint := params.pop("hint", None):
            params["items"][0]["hint"] = {"text": hint["text"]}
        return params


def yes(label: str, *, hint: str = "") -> Any:
    """One checkbox."""
    return BooleanField(label, description=hint, widget=_OneBox(), render_kw={"params": {"classes": "govuk-checkboxes--small"}})


def upload(label: str, *, hint: str = "") -> Any:
    """A file."""
    return FileField(label, description=hint, widget=GovFileInput())


class _DayField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A day, typed as in England or picked from the browser's calendar; ``data`` is a date or None."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if isinstance(self.data, date) else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = (valuelist[0] if valuelist else "").strip()
        if not text:
            return
        for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d.%m.%Y"):
            try:
                found = datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
            except ValueError:
                continue
            if 1900 <= found.year <= 2200:
                self.data = found
                return
        raise ValueError("Enter a day that exists, for example 27/3/2026")


def day(label: str, *, hint: str = "", needed: str = "") -> Any:
    """A whole day."""
    return _DayField(
        label, description=hint, validators=[_needed(needed)] if needed else [], widget=GovTextInput(), render_kw={"type": "date"}
    )


class _RoughDateField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A year, a month or a day; ``data`` is a PartialDate or None."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.words if isinstance(self.data, PartialDate) else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = (valuelist[0] if valuelist else "").strip()
        if not text:
            return
        try:
            self.data = PartialDate.typed(text)
        except BadInputError:
            raise ValueError("Enter a year, a month or a day, for example 1950, June 1950 or 12/6/1950") from None


def rough_date(label: str, *, hint: str = "For example 1950, June 1950 or 12/6/1950. Leave empty if not known.") -> Any:
    """A year, a month or a day."""
    return _RoughDateField(label, description=hint, widget=GovTextInput(), render_kw={"params": {"classes": "govuk-input--width-10"}})


def number(label: str, *, least: int, most: int, hint: str = "", needed: str = "") -> Any:
    """A whole number between two bounds; ``data`` is a text, or empty. Read it with ``whole``."""

    def check(_form: Any, field: Any) -> None:
        if field.data and not (field.data.isdecimal() and len(field.data) < 10 and least <= int(field.data) <= most):
            raise ValidationError(f"{label.rstrip('?')} must be a whole number between {least} and {most}")

    checks = [*([_needed(needed)] if needed else []), check]
    kw = {"inputmode": "numeric", "params": {"classes": "govuk-input--width-4"}}
    return StringField(
        label,
        description=hint,
        validators=checks,
        filters=[lambda value: str(value).strip() if value is not None else ""],
        widget=GovTextInput(),
        render_kw=kw,
    )


def whole(text: str | None) -> int | None:
    """The number of a checked number field, or None where it was left empty."""
    return int(text) if text else None


def hidden() -> Any:
    """A value that travels with the form."""
    return HiddenField()


def of_people(people: Iterable[Any]) -> list[SelectChoice]:
    """Choices of people: anything with an ``id`` and a ``name``. Members of one name are told apart by what the page may show."""
    found = tuple(people)
    names = told_apart(person for person in found if isinstance(person, Member))
    return [SelectChoice(value=person.id, label=names.get(person.id, person.name)) for person in found]
