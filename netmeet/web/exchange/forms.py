"""What is asked before a file is added."""

import uuid
from typing import Any

from wtforms.fields.choices import SelectChoice

from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Member
from netmeet.exchange.imported import Imported
from netmeet.web.fields import hidden, pick, upload, words
from netmeet.web.forms import Form

_NOBODY = "Nobody in this file"


class UploadForm(Form):
    """Which file."""

    file = upload("File", hint="netmeet’s own file (case.json), a family file (.json), or GEDCOM (.ged, .gdz)")

    def read(self, limit: int) -> bytes:
        """The bytes of the file, and one more than may be where there are more. Raises ``BadInputError`` without a file."""
        stream: Any = getattr(self.file.data, "stream", None)
        if stream is None or not self.file.data.filename:
            raise BadInputError("Choose a file.", "file")
        data: bytes = stream.read(limit + 1)
        return data


class AddForm(Form):
    """That it may be added, and to whom it belongs. ``packed`` is the file."""

    packed = hidden()
    adult = pick("Who in the file is the adult that the case is about?")
    reference = words("The council’s own case number", limit=60, hint="Leave it empty if there is none yet")


def before_adding(imported: Imported, packed: str, about: Member | None) -> AddForm:
    """The form of the page that shows what a file holds. ``about`` is the adult of a case that is there already."""
    form = AddForm(formdata=None, data={"packed": packed, "adult": _likely(imported, about), "reference": _reference(imported)})
    form.form_key.data = uuid.uuid4().hex
    return fitted(form, imported, about)


def fitted(form: AddForm, imported: Imported, about: Member | None) -> AddForm:
    """The form with what this file and this case need, and nothing else."""
    if about is not None:
        del form.reference
    if imported.case is not None:
        del form.adult
    else:
        form.adult.choices = [SelectChoice(value="", label="Choose somebody" if about is None else _NOBODY), *_people(imported)]
    return form


def _people(imported: Imported) -> list[SelectChoice]:
    """Everybody in the file, the likeliest first, with what tells them from others of their name."""
    likely = {id: place for place, id in enumerate(imported.candidates)}
    people = sorted(imported.network.members, key=lambda member: likely.get(member.id, len(likely)))
    return [SelectChoice(value=member.id, label=_told_apart(member)) for member in people]


def _told_apart(member: Member) -> str:
    more = [member.does, f"born {member.born.words}" if member.born else "", "has died" if member.has_died else ""]
    told = ", ".join(part for part in more if part)
    return f"{member.name} ({told})" if told else member.name


def _likely(imported: Imported, about: Member | None) -> str:
    """Who the file says it is about, else the only one with the adult's name."""
    if imported.network.adult_id is not None or about is None:
        return imported.network.adult_id or ""
    same = [member.id for member in imported.network.members if member.name.casefold() == about.name.casefold()]
    return same[0] if len(same) == 1 else ""


def _reference(imported: Imported) -> str:
    return imported.case.everything.profile.reference if imported.case else ""
