"""The first tables: staff and sign-ins, cases, maps, what was said, meetings, the audit."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Written out rather than taken from the code, which will move on while this step stays.
ID = sa.String(36)
CHOICE = sa.String(60)
PARTIAL_DATE = sa.String(10)
MOMENT = sa.DateTime(timezone=True)

TABLES = (
    "audit sign_in_attempts teams users web_sessions drafts kept_posts form_keys cases case_shares "
    "members ties unions union_places households household_places readings "
    "wishes safe_readings workings statements capacity_assessments meetings invitations agenda_items"
).split()


def upgrade() -> None:
    """Make every table."""
    _make_staff()
    _make_sign_ins()
    _make_unsaved()
    _make_audit()
    _make_cases()
    _make_members()
    _make_groups()
    _make_readings()
    _make_outcomes()
    _make_capacity()
    _make_meetings()
    _make_agendas()


def downgrade() -> None:
    """Drop every table."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _column(name: str, kind: Any, *more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *more, nullable=False)


def _key(name: str, *more: Any, kind: Any = ID) -> sa.Column[Any]:
    return sa.Column(name, kind, *more, primary_key=True)


def _words(*names: str) -> Iterable[sa.Column[str]]:
    return [_column(name, sa.Text) for name in names]


def _versioned() -> Iterable[sa.Column[Any]]:
    return [_column("version", sa.Integer), _column("changed_by", ID), _column("changed_at", MOMENT)]


def _user(**options: Any) -> sa.Column[Any]:
    return sa.Column("user_id", ID, sa.ForeignKey("users.id"), **options)


def _case() -> sa.Column[Any]:
    return _key("case_id", sa.ForeignKey("cases.id", ondelete="CASCADE"))


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_id", column], [f"{table}.case_id", f"{table}.id"], ondelete="CASCADE")


def _make_staff() -> None:
    op.create_table("teams", _key("id"), *_words("name"))
    op.create_table(
        "users",
        _key("id"),
        *_words("username"),
        sa.Column("username_key", sa.String(300), nullable=False, unique=True),
        *_words("name"),
        _column("role", CHOICE),
        sa.Column("team_id", ID, sa.ForeignKey("teams.id"), index=True),
        *_words("password_hash"),
        _column("active", sa.Boolean),
        _column("created_at", MOMENT),
        *_versioned(),
    )


def _make_sign_ins() -> None:
    op.create_table(
        "web_sessions",
        _key("token_hash", kind=sa.String(64)),
        _user(index=True),
        _column("data", sa.JSON),
        _column("created_at", MOMENT),
        _column("seen_at", MOMENT),
        sa.Column("locked_at", MOMENT),
        sa.Column("ended_at", MOMENT),
    )
    digests = ("username_hash", "source_hash")
    columns = [_column(digest, sa.String(64)) for digest in digests]
    op.create_table("sign_in_attempts", _key("id", kind=sa.Integer), *columns, _column("at", MOMENT))
    for digest in digests:
        op.create_index(f"ix_sign_in_attempts_{digest}_at", "sign_in_attempts", [digest, "at"])


def _make_unsaved() -> None:
    path = sa.String(500)
    op.create_table(
        "drafts",
        _user(primary_key=True),
        _key("path", kind=path),
        _column("data", sa.JSON),
        _column("saved_at", MOMENT),
    )
    op.create_table(
        "kept_posts",
        _key("id"),
        _user(nullable=False, index=True),
        _column("path", path),
        _column("fields", sa.JSON),
        _column("kept_at", MOMENT),
    )
    op.create_table(
        "form_keys",
        _key("key", kind=sa.String(100)),
        _user(primary_key=True),
        *_words("location"),
        _column("made_at", MOMENT),
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        _key("id"),
        _column("at", MOMENT),
        sa.Column("actor_id", ID),
        sa.Column("case_id", ID),
        *_words("action", "what"),
        _column("details", sa.JSON),
    )
    op.create_index("ix_audit_case_id_at", "audit", ["case_id", "at"])
    op.create_index("ix_audit_at", "audit", ["at"])


def _make_cases() -> None:
    op.create_table(
        "cases",
        _key("id"),
        _column("adult_id", ID),
        *_words("reference"),
        _column("lives_in", CHOICE),
        *_words("lives_where", "communication_needs", "language", "interpreter", "safe_contact"),
        sa.Column("worker_id", ID, sa.ForeignKey("users.id"), index=True),
        _column("restricted", sa.Boolean),
        sa.Column("opened_on", sa.Date),
        *_versioned(),
    )
    op.create_table(
        "case_shares",
        _case(),
        _user(primary_key=True, index=True),
        _column("may_edit", sa.Boolean),
        sa.Column("until", sa.Date),
        *_words("reason"),
        _column("shared_by", ID),
        _column("shared_at", MOMENT),
    )


def _make_members() -> None:
    op.create_table(
        "members",
        _case(),
        _key("id"),
        _column("position", sa.Integer),
        *_words("name"),
        *(_column(name, CHOICE) for name in ("kind", "sphere", "gender")),
        *_words("pronouns", "does"),
        sa.Column("born", PARTIAL_DATE),
        sa.Column("died", PARTIAL_DATE),
        _column("dead", sa.Boolean),
        sa.Column("under_18", sa.Boolean),
        sa.Column("birth_order", sa.Integer),
        *_words("address", "phone", "email", "safe_contact", "health", "communication"),
        sa.Column("staff_id", ID, index=True),
        _column("off_copies", sa.Boolean),
        sa.Column("removed_at", MOMENT),
        *_versioned(),
    )
    op.create_table(
        "ties",
        _case(),
        _key("id"),
        _column("position", sa.Integer),
        _column("a", ID),
        _column("b", ID),
        _column("kind", CHOICE),
        *_words("label"),
        sa.Column("removed_at", MOMENT),
        *_versioned(),
        _of("members", "a"),
        _of("members", "b"),
    )


def _make_groups() -> None:
    op.create_table(
        "unions",
        _case(),
        _key("id"),
        _column("position", sa.Integer),
        _column("kind", CHOICE),
        sa.Column("start", PARTIAL_DATE),
        sa.Column("end", PARTIAL_DATE),
        *_words("label"),
        *_versioned(),
    )
    op.create_table(
        "union_places",
        _case(),
        _key("union_id"),
        _key("position", kind=sa.Integer),
        _column("member", ID),
        sa.Column("child_kind", CHOICE),
        *_words("multiple"),
        _column("identical", sa.Boolean),
        _of("unions", "union_id"),
        _of("members", "member"),
    )
    op.create_table("households", _case(), _key("id"), _column("position", sa.Integer), *_words("name"), *_versioned())
    op.create_table(
        "household_places",
        _case(),
        _key("household_id"),
        _key("position", kind=sa.Integer),
        _column("member", ID),
        _of("households", "household_id"),
        _of("members", "member"),
    )


def _make_readings() -> None:
    op.create_table(
        "readings",
        _case(),
        _key("id"),
        _column("about", ID),
        _column("what", CHOICE),
        _column("value", sa.JSON),
        _column("voice", CHOICE),
        sa.Column("voice_member", ID),
        _column("presence", CHOICE),
        _column("present", sa.JSON),
        sa.Column("basis", CHOICE),
        *_words("evidence"),
        sa.Column("said_on", sa.Date),
        *_words("recorded_by"),
        sa.Column("recorded_at", MOMENT),
        _column("seq", sa.Integer),
        sa.UniqueConstraint("case_id", "seq"),
        _of("members", "voice_member"),
    )


def _make_said(name: str, *columns: sa.Column[Any]) -> None:
    said_on, seq = sa.Column("said_on", sa.Date), _column("seq", sa.Integer)
    op.create_table(name, _case(), _key("id"), *columns, said_on, seq, sa.UniqueConstraint("case_id", "seq"))


def _make_outcomes() -> None:
    _make_said("wishes", _column("place", sa.Integer), *_words("words"), _column("sharing", CHOICE), _column("chosen", sa.JSON))
    _make_said(
        "safe_readings",
        _column("point", CHOICE),
        _column("score", sa.Integer),
        _column("scale_max", sa.Integer),
        _column("presence", CHOICE),
        *_words("words"),
    )
    _make_said("workings", _column("working", sa.Boolean), *_words("words"), _column("voice", CHOICE))
    _make_said("statements", *(_column(name, CHOICE) for name in ("statement", "point", "agreement")))


def _make_capacity() -> None:
    op.create_table(
        "capacity_assessments",
        _case(),
        _key("id"),
        _column("about", CHOICE),
        *_words("decision"),
        sa.Column("assessed_on", sa.Date),
        *_words("assessor"),
        _column("outcome", CHOICE),
        *(sa.Column(name, sa.Boolean) for name in ("understand", "retain", "weigh", "communicate")),
        *_words("impairment", "causal_link", "decision_maker", "best_interests"),
        _column("consulted", sa.JSON),
        _column("seq", sa.Integer),
        sa.UniqueConstraint("case_id", "seq"),
    )


def _make_meetings() -> None:
    op.create_table(
        "meetings",
        _case(),
        _key("id"),
        _column("position", sa.Integer),
        *_words("purpose"),
        sa.Column("on", sa.DateTime),
        *_words("venue", "invited_by", "reply_to"),
        sa.Column("review_on", sa.Date),
        _column("family_time", sa.JSON),
        *_versioned(),
    )
    op.create_table(
        "invitations",
        _case(),
        _key("meeting_id"),
        _key("member"),
        _column("adult_says", CHOICE),
        *_words("adult_words"),
        sa.Column("decision", CHOICE),
        _column("part", sa.Integer),
        *_words("reason", "decided_by"),
        sa.Column("decided_on", sa.Date),
        _column("position", sa.Integer),
        *_versioned(),
        _of("meetings", "meeting_id"),
        _of("members", "member"),
    )


def _make_agendas() -> None:
    op.create_table(
        "agenda_items",
        _case(),
        _key("meeting_id"),
        _key("id"),
        _column("position", sa.Integer),
        _column("kind", CHOICE),
        *_words("title", "owner"),
        sa.Column("minutes", sa.Integer),
        _column("part", sa.Integer),
        *_words("notes"),
        _of("meetings", "meeting_id"),
    )
