"""The tables of a map. A tie, a place in a union and a place in a household can only name members of the same case."""

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, Integer, Table, UniqueConstraint

from netmeet.domain.mistakes import Verdict
from netmeet.domain.network import ChildKind, Gender, MemberKind, Sphere, TieKind, UnionKind
from netmeet.domain.readings import Basis, Presence, Voice, What
from netmeet.store.columns import Id, Moment, PartialDateText, Plain, Whole, case_id, choice, metadata, own_id, position, versioned, words


def of_member(name: str) -> ForeignKeyConstraint:
    """Make a column name a member of the same case."""
    return ForeignKeyConstraint(["case_id", name], ["members.case_id", "members.id"], ondelete="CASCADE")


members = Table(
    "members",
    metadata,
    case_id(),
    own_id(),
    position(),
    *words("name"),
    Column("kind", choice(MemberKind), nullable=False),
    Column("sphere", choice(Sphere), nullable=False),
    Column("gender", choice(Gender), nullable=False),
    *words("pronouns", "does"),
    Column("born", PartialDateText),
    Column("died", PartialDateText),
    Column("dead", Boolean, nullable=False),
    Column("under_18", Boolean),
    Column("birth_order", Whole),
    *words("address", "phone", "email", "safe_contact", "health", "communication"),
    # No foreign key: a map from another council may name staff who have no account here.
    Column("staff_id", Id, index=True),
    Column("off_copies", Boolean, nullable=False),
    # Empty where it is not known any more.
    Column("added_at", Moment),
    # Off the map, but kept: things were said about them, and by them.
    Column("removed_at", Moment),
    *versioned(),
)

ties = Table(
    "ties",
    metadata,
    case_id(),
    own_id(),
    position(),
    Column("a", Id, nullable=False),
    Column("b", Id, nullable=False),
    Column("kind", choice(TieKind), nullable=False),
    *words("label"),
    Column("added_at", Moment),
    Column("removed_at", Moment),
    *versioned(),
    of_member("a"),
    of_member("b"),
)

unions = Table(
    "unions",
    metadata,
    case_id(),
    own_id(),
    position(),
    Column("kind", choice(UnionKind), nullable=False),
    Column("start", PartialDateText),
    Column("end", PartialDateText),
    *words("label"),
    *versioned(),
)

union_places = Table(
    "union_places",
    metadata,
    case_id(),
    Column("union_id", Id, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("member", Id, nullable=False),
    # Empty for a partner.
    Column("child_kind", choice(ChildKind)),
    *words("multiple"),
    Column("identical", Boolean, nullable=False),
    ForeignKeyConstraint(["case_id", "union_id"], ["unions.case_id", "unions.id"], ondelete="CASCADE"),
    of_member("member"),
)

households = Table("households", metadata, case_id(), own_id(), position(), *words("name"), *versioned())

household_places = Table(
    "household_places",
    metadata,
    case_id(),
    Column("household_id", Id, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("member", Id, nullable=False),
    ForeignKeyConstraint(["case_id", "household_id"], ["households.case_id", "households.id"], ondelete="CASCADE"),
    of_member("member"),
)

readings = Table(
    "readings",
    metadata,
    case_id(),
    own_id(),
    # A tie or a member; which of the two follows from the table of what can be said.
    Column("about", Id, nullable=False),
    Column("what", choice(What), nullable=False),
    Column("value", Plain(), nullable=False),
    Column("voice", choice(Voice), nullable=False),
    Column("voice_member", Id),
    Column("presence", choice(Presence), nullable=False),
    Column("present", Plain(tuple[str, ...]), nullable=False),
    Column("basis", choice(Basis)),
    *words("evidence"),
    Column("said_on", Date),
    *words("recorded_by"),
    Column("recorded_at", Moment),
    Column("seq", Integer, nullable=False),
    # Nothing said is overwritten: a later reading stands beside the earlier one, in order.
    UniqueConstraint("case_id", "seq"),
    of_member("voice_member"),
)

reading_marks = Table(
    "reading_marks",
    metadata,
    case_id(),
    # Nothing is overwritten here either: that an entry was right after all is a further row.
    Column("seq", Integer, primary_key=True),
    Column("reading", Id, nullable=False),
    Column("verdict", choice(Verdict), nullable=False),
    *words("reason"),
    Column("said_on", Date),
    *words("recorded_by"),
    Column("recorded_at", Moment),
    ForeignKeyConstraint(["case_id", "reading"], ["readings.case_id", "readings.id"], ondelete="CASCADE"),
)
