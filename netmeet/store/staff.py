"""Teams, and the members of staff who sign in. Accounts are closed, never deleted: what they did keeps their name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text, bindparam, insert, select, update
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor, Role
from netmeet.domain.errors import BadInputError
from netmeet.store.columns import Id, Moment, choice, metadata, versioned, words
from netmeet.store.rows import add, columns_of, execute, save, stamp, to_row

teams_table = Table("teams", metadata, Column("id", Id, primary_key=True), *words("name"))

users_table = Table(
    "users",
    metadata,
    Column("id", Id, primary_key=True),
    *words("username"),
    # What the sign-in is found by: the same whether typed in capitals or not.
    Column("username_key", String(300), nullable=False, unique=True),
    *words("name"),
    Column("role", choice(Role), nullable=False),
    Column("team_id", Id, ForeignKey("teams.id"), index=True),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    *versioned(),
)


@dataclass(frozen=True, slots=True)
class Team:
    """A team of practitioners under one or more supervisors."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account as an administrator edits it."""

    actor: Actor
    created_at: datetime
    version: int


def add_team(session: Session, team: Team) -> None:
    """Add a team."""
    add(session, teams_table, [team])


def teams(session: Session) -> tuple[Team, ...]:
    """Return every team, by name."""
    found = session.execute(select(*columns_of(teams_table, Team))).mappings()
    # Databases differ in how they sort letters.
    return tuple(sorted((Team(**row) for row in found), key=lambda team: (team.name.casefold(), team.id)))


def add_user(session: Session, user: Actor, password_hash: str, by: Actor, at: datetime) -> None:
    """Open an account. Raises ``BadInputError`` when the username is taken, capitals or not."""
    if user_by_username(session, user.username) is not None:
        raise _taken()
    row = to_row(users_table, user, username_key=key_of(user.username), password_hash=password_hash, created_at=at, version=1)
    execute(session, insert(users_table), [row | stamp(by, at)])


# Every request runs it: it is put together once.
_BY_ID = select(*columns_of(users_table, Actor)).where(users_table.c.id == bindparam("user"))


def user_by_id(session: Session, user_id: str) -> Actor | None:
    """Return one member of staff, closed accounts too."""
    row = session.execute(_BY_ID, {"user": user_id}).mappings().first()
    return None if row is None else Actor(**row)


def user_by_username(session: Session, username: str) -> Actor | None:
    """Return the member of staff with this username, however it is capitalised, closed accounts too."""
    found = select(*columns_of(users_table, Actor)).where(users_table.c.username_key == key_of(username))
    row = session.execute(found).mappings().first()
    return None if row is None else Actor(**row)


def ids_by_username(session: Session) -> dict[str, str]:
    """Return the id of every account, closed ones too, by what ``key_of`` makes of its username."""
    return dict(session.execute(select(users_table.c.username_key, users_table.c.id)).all())


def users(session: Session) -> tuple[Account, ...]:
    """Return every account, closed ones too, by name."""
    found = (
        Account(Actor(**{column.name: row[column.name] for column in columns_of(users_table, Actor)}), row["created_at"], row["version"])
        for row in session.execute(select(users_table)).mappings()
    )
    return tuple(sorted(found, key=lambda account: (account.actor.name.casefold(), account.actor.id)))


def password_hash_of(session: Session, user_id: str) -> str | None:
    """Return what a password is checked against, None where there is no such account."""
    return session.scalar(select(users_table.c.password_hash).where(users_table.c.id == user_id))


def save_user(session: Session, user: Actor, expected_version: int, by: Actor, at: datetime) -> int:
    """Change an account and return its next version. Raises ``ChangedMeanwhileError``, ``NotFoundError`` or ``BadInputError``."""
    same = user_by_username(session, user.username)
    if same is not None and same.id != user.id:
        raise _taken()
    row = _UserRow(**to_row(users_table, user), username_key=key_of(user.username), version=expected_version)
    return save(session, users_table, row, expected_version, by, at, name="this account", id=user.id).version


def set_password(session: Session, user_id: str, password_hash: str, by: Actor, at: datetime) -> None:
    """Replace what a password is checked against. Whoever has the account open for editing is told."""
    values = {"password_hash": password_hash, "version": users_table.c.version + 1} | stamp(by, at)
    execute(session, update(users_table).where(users_table.c.id == user_id).values(values))


@dataclass(frozen=True)
class _UserRow(Actor):
    username_key: str = ""
    version: int = 1


def key_of(username: str) -> str:
    """What an account is found by: the same however its username is typed."""
    return username.strip().casefold()


def _taken() -> BadInputError:
    return BadInputError("This username is taken. Choose another one.", field="username")
