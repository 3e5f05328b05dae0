"""What is asked about tables from a spreadsheet: which files, what each of their columns holds, who is who."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import request
from wtforms.fields.choices import SelectChoice

from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Member
from netmeet.exchange.csv_columns import MEMBERS, TIES, Column
from netmeet.exchange.csv_in import Chosen
from netmeet.exchange.csv_join import Choices, Sheet, likely_adult
from netmeet.exchange.csv_text import read_table
from netmeet.services.sheets import Tables
from netmeet.web.exchange.packing import unpack
from netmeet.web.fields import hidden, one_of, pick, upload, yes
from netmeet.web.forms import Form

LEAVE_OUT = "Leave this column out"
EXAMPLES = 3
"""How many cells of a column are shown beside it."""


class SheetsForm(Form):
    """Which files."""

    members = upload(
        "Table of members", hint="One person, organisation, place or pet in a row. It may be left out when everybody is on the map already."
    )
    ties = upload("Table of ties", hint="One tie in a row. It may be left out.")

    def packed(self, limit: int) -> bytes:
        """Both files in one, each no longer than ``limit`` and a little more. Raises ``BadInputError`` without any file."""
        members, ties = self._read("members", limit), self._read("ties", limit)
        if not members and not ties:
            raise BadInputError("Choose a file.", "members")
        return f"{len(members)}\n".encode() + members + ties

    def _read(self, name: str, limit: int) -> bytes:
        found: Any = getattr(self[name].data, "stream", None)
        return found.read(limit + 1) if found is not None and self[name].data.filename else b""


def unpacked(text: str | None, limit: int) -> bytes:
    """Both files in one, as they came back with a page. Raises ``BadInputError``."""
    return unpack(text, 2 * limit + 100)


def tables_of(data: bytes, limit: int) -> Tables:
    """The two tables with their columns guessed. Raises ``UnreadableFileError`` with the field of the file that cannot be read."""
    length, _, both = data.partition(b"\n")
    cut = int(length) if length.isdigit() else 0
    return Tables(_table(both[:cut], MEMBERS, "members", limit), _table(both[cut:], TIES, "ties", limit))


def _table(data: bytes, columns: tuple[Column, ...], field: str, limit: int) -> Chosen | None:
    if not data:
        return None
    try:
        return Chosen.guess(read_table(data, limit), columns)
    except BadInputError as error:
        error.field = field
        raise


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file on the page: its field, its heading, and the first cells that are not empty."""

    field: Any
    text: str
    examples: tuple[str, ...]


class LookForm(Form):
    """The page between choosing files and adding them. Its columns are added by ``look_form``."""

    packed = hidden()
    seen = hidden()
    adult = pick("Who in the file is the adult that the case is about?")
    same = one_of(
        "People with the same name as somebody on the map",
        {"same": "are the same people: add nothing about them", "others": "are other people: add them"},
    )
    tie_all = yes("Tie everybody who has no tie in the file to the adult")

    def chosen(self, tables: Tables) -> Tables:
        """The tables with the columns that were chosen."""
        return Tables(self._chosen(tables.members, "members"), self._chosen(tables.ties, "ties"))

    def _chosen(self, found: Chosen | None, name: str) -> Chosen | None:
        return None if found is None else Chosen(found.table, tuple(self[f"{name}_{place}"].data or "" for place in range(len(found.keys))))

    def headings(self, found: Chosen | None, name: str) -> list[Heading]:
        """The columns of one table."""
        return list(_headings(self, found, name)) if found else []

    @property
    def choices(self) -> Choices:
        """What was chosen beside the columns."""
        return Choices(self.adult.data or "", self.same.data != "others", bool(self.tie_all.data))

    def asked(self, tables: Tables) -> str:
        """Everything that was chosen as one text, so that it is known whether somebody has seen what it leads to."""
        columns = [",".join(found.keys) if found else "" for found in (tables.members, tables.ties)]
        choices = self.choices
        return "|".join([*columns, choices.adult, *(str(each) for each in (choices.same, choices.tie_all))])

    def offer(self, sheet: Sheet | None) -> None:
        """Offer everybody in the file as the adult."""
        people = [member for member in sheet.network.members if member.id not in sheet.on_map] if sheet else []
        choices = [SelectChoice(value=member.id, label=_told_apart(member)) for member in people]
        self.adult.choices = [SelectChoice(value="", label="Nobody in this file"), *choices]

    def begin(self, packed: str, sheet: Sheet | None, adult: Member, tables: Tables) -> None:
        """Fill in what is likeliest, on the first look."""
        self.form_key.data = uuid.uuid4().hex
        self.packed.data = packed
        self.adult.data = likely_adult(sheet, adult) if sheet else ""
        self.same.data = "same"
        self.tie_all.data = tables.ties is None


def look_form(tables: Tables) -> LookForm:
    """The form about these tables, from what was sent; on the first look with the columns that were guessed."""
    fields: dict[str, Any] = {}
    data: dict[str, str] = {}
    for found, name, columns in ((tables.members, "members", MEMBERS), (tables.ties, "ties", TIES)):
        for place, key in enumerate(found.keys if found else ()):
            label = (found.table.header[place] if found else "") or f"Column {place + 1}"
            fields[f"{name}_{place}"] = pick(label, {column.key: column.heading for column in columns}, empty=LEAVE_OUT)
            data[f"{name}_{place}"] = key
    form_class = type("LookAtSheetsForm", (LookForm,), fields)
    form: LookForm = form_class(data=data) if "packed" in request.form else form_class(formdata=None, data=data)
    return form


def _headings(form: LookForm, found: Chosen, name: str) -> Iterator[Heading]:
    for place, text in enumerate(found.table.header):
        cells = (row.cells[place] for row in found.table.rows if row.cells[place])
        some = tuple(cell[:60] for cell, _ in zip(dict.fromkeys(cells), range(EXAMPLES), strict=False))
        yield Heading(form[f"{name}_{place}"], text or f"Column {place + 1}", some)


def _told_apart(member: Member) -> str:
    more = [member.does, f"born {member.born.words}" if member.born else ""]
    told = ", ".join(part for part in more if part)
    return f"{member.name} ({told})" if told else member.name
