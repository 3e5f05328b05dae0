"""The settings of one council, from ``NETMEET_`` variables. Every missing or wrong one is named at once.

Each is a field of ``Settings``, which says what it means, its default and how it is read; its variable is its name in
capitals after ``NETMEET_``. ``describe`` lists them all.
"""

import json
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from difflib import get_close_matches
from enum import IntEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from netmeet.domain.errors import BadInputError, SettingsError
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.plain import from_plain
from netmeet.domain.protective import Library
from netmeet.domain.readings import ConcernLevel, ImportanceLevel, Ring

PREFIX = "NETMEET_"
DATA = "NETMEET_DATA"
DATA_FOLDER = Path("~/.local/share/netmeet")
LEAST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number for when somebody is in danger, and whose it is."""

    who: str
    number: str


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _text(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text or len(text) > most or not text.isprintable():
            raise ValueError(f"must be one line of {most} characters or fewer")
        return text

    return read


def _choice(*levels: IntEnum) -> Callable[[str], IntEnum]:
    """One of some levels, by name: ``very`` or ``not sure``."""
    names = {_named(level): level for level in levels}

    def read(text: str) -> IntEnum:
        if text.lower() not in names:
            raise ValueError(f"must be one of: {', '.join(names)}")
        return names[text.lower()]

    return read


def _named(level: IntEnum) -> str:
    return level.name.lower().replace("_", " ")


def _yes_or_no(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise ValueError("must be yes or no")
    return text.lower() == "yes"


def _numbers(text: str) -> tuple[Number, ...]:
    found = re.findall(r"([^:;]+):([^:;]+)", text)
    if not text.isprintable() or len(found) != len(text.rstrip("; ").split(";")):
        raise ValueError("must name each number like this: Duty team: 01234 567890; At night: 01234 567891")
    return tuple(Number(who.strip(), number.strip()) for who, number in found)


def _options(text: str) -> Library:
    """The options that a council leaves out and adds, from a JSON file."""
    try:
        found = json.loads(Path(text).expanduser().read_text(encoding="utf-8"))
        return replace(from_plain(Library, found), read_from=text)
    except OSError as error:
        raise ValueError(f"must name a file that netmeet can read: {error.strerror}") from None
    except (BadInputError, ValueError) as error:
        reason = str(error) if isinstance(error, BadInputError) else "it is no JSON"
        raise ValueError(f"names a file that is not right: {reason}") from None


def _address(text: str) -> str:
    if not re.fullmatch(r"sqlite:///.+|postgresql(\+psycopg)?://.+", text):
        raise ValueError("must begin with sqlite:/// and a path, or with postgresql://")
    return text


def _secret(text: str) -> str:
    if len(text) < LEAST_SECRET:
        raise ValueError(f"must have {LEAST_SECRET} characters or more; leave it out and netmeet makes one")
    return text


def _about(about: str, read: Callable[[str], Any]) -> dict[str, Any]:
    return {"about": about, "read": read}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between councils and computers."""

    database_url: str = field(repr=False, metadata=_about("where the database is (without it: netmeet.db in the data folder)", _address))
    secret_key: str = field(
        repr=False, metadata=_about("what cookies and forms are signed with (without it: made once, kept in the data folder)", _secret)
    )
    council_name: str = field(default="", metadata=_about("the council's name, at the top of every page", _text(80)))
    danger_numbers: tuple[Number, ...] = field(
        default=(), metadata=_about("the council's own numbers for when somebody is in danger", _numbers)
    )
    accessibility_contact: str = field(
        default="",
        metadata=_about("whom to tell when a page does not work for somebody: a name, with a telephone number or email", _text(200)),
    )
    idle_minutes: int = field(default=15, metadata=_about("minutes without a sign of life before a session locks", _number(1, 60)))
    absolute_hours: int = field(default=8, metadata=_about("hours after which everybody signs in again", _number(1, 24)))
    safe_scale_max: int = field(default=10, metadata=_about("the highest answer to: how safe do you feel? The lowest is 0", _number(2, 10)))
    safe_low: str = field(default="not safe at all", metadata=_about("what 0 means on that scale", _text(60)))
    safe_high: str = field(default="completely safe", metadata=_about("what the highest answer means", _text(60)))
    flag_important_from: ImportanceLevel = field(
        default=ImportanceLevel.IMPORTANT,
        metadata=_about("how important a relationship is, at the least, to be flagged", _choice(*list(ImportanceLevel)[1:])),
    )
    flag_close_within: Ring = field(default=Ring.FRIENDSHIP, metadata=_about("the furthest circle that counts as close", _choice(*Ring)))
    flag_worried_from: ConcernLevel = field(
        default=ConcernLevel.SOME,
        metadata=_about("how worried somebody is, at the least, for a relationship to be flagged", _choice(*list(ConcernLevel)[1:])),
    )
    safer_options: Library = field(
        default=Library(),
        metadata=_about("a JSON file of safer ways to stay in touch: those that the council adds, and ours that it leaves out", _options),
    )
    max_upload_bytes: int = field(
        default=2 * 1024 * 1024, metadata=_about("the largest file that can be imported, in bytes", _number(10_000, 20_000_000))
    )
    host: str = field(
        default="127.0.0.1", metadata=_about("the address that netmeet listens on; 127.0.0.1 is this computer only", _text(100))
    )
    port: int = field(default=8000, metadata=_about("the port that netmeet listens on", _number(1, 65_535)))
    proxies: int = field(
        default=0,
        metadata=_about("how many servers of your own stand in front of netmeet and pass on who asks (X-Forwarded-For)", _number(0, 5)),
    )
    https: bool = field(
        default=False, metadata=_about("yes when people reach netmeet by https, through a server in front of it", _yes_or_no)
    )

    @property
    def flag_rule(self) -> FlagRule:
        """What makes a relationship both important and risky here."""
        return FlagRule(important_from=self.flag_important_from, close_within=self.flag_close_within, worried_from=self.flag_worried_from)


@dataclass(frozen=True, slots=True)
class Described:
    """One line of the table of settings. ``value`` is what is set, where settings were given; secrets are left out."""

    variable: str
    default: str
    about: str
    value: str = ""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings. At the first start this makes the data folder and the secret key, for their owner only.

    Raises ``SettingsError``, with a line for every variable that is wrong or unknown.
    """
    given = {name: value.strip() for name, value in environ.items() if name.startswith(PREFIX) and value.strip()}
    values, problems = _read(given)
    problems += _misspelt(given)
    if not values.get("https") and not _this_computer(values.get("host", "127.0.0.1")):
        problems.append(f"{PREFIX}HTTPS must be yes when {PREFIX}HOST is not this computer: passwords would travel in the open")
    if problems:
        raise SettingsError("\n".join(["Some settings are wrong. Change these, then start netmeet again:", *problems]))
    folder = Path(given.get(DATA, DATA_FOLDER)).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        values.setdefault("database_url", _kept_database(folder / "netmeet.db"))
        values["secret_key"] = values.get("secret_key") or _kept_secret(folder / "secret-key")
    except OSError as error:
        raise SettingsError(
            f"The data folder {folder} cannot be used: {error.strerror}. Set {DATA} to a folder that you may write to."
        ) from None
    return Settings(**values)


def describe(settings: Settings | None = None) -> tuple[Described, ...]:
    """The table of settings, in the order of their meaning: for the documentation and for checking."""
    folder = Described(DATA, str(DATA_FOLDER), "the folder for the database and the secret key, when they are not set themselves")
    return (folder, *(_described(one, settings) for one in fields(Settings)))


def _described(one: Field[Any], settings: Settings | None) -> Described:
    default = "" if not one.repr else _shown(one.default)
    value = "" if settings is None else _shown(getattr(settings, one.name)) if one.repr else "(set)"
    return Described(_variable(one), default, one.metadata["about"], value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(f"{line.who}: {line.number}" for line in value)
    return _named(value) if isinstance(value, IntEnum) else str(value)


def _variable(one: Field[Any]) -> str:
    return PREFIX + one.name.upper()


def _read(given: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    problems = []
    for one in fields(Settings):
        text = given.get(_variable(one))
        if text is None:
            continue
        try:
            values[one.name] = one.metadata["read"](text)
        except ValueError as error:
            problems.append(f"{_variable(one)} {error}")
    return values, problems


def _misspelt(given: Mapping[str, str]) -> list[str]:
    """Names that are almost a setting's. Others may belong to somebody else."""
    known = [DATA, *(_variable(one) for one in fields(Settings))]
    meant = {name: get_close_matches(name, known, n=1, cutoff=0.9) for name in sorted(given) if name not in known}
    return [f"{name} is not a setting; {found[0]} is" for name, found in meant.items() if found]


def _this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _kept_database(path: Path) -> str:
    path.touch(mode=0o600)  # SQLite gives the files beside it the same mode
    return f"sqlite:///{path}"


def _kept_secret(path: Path) -> str:
    """The secret key in a file, made when there is none. Two starts at once agree on one."""
    if not path.exists():
        mine = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
            os.fsync(file.fileno())
        try:
            os.link(mine, path)  # unlike a rename this never takes the place of another's
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    kept = path.read_text(errors="replace").strip()
    if len(kept) < LEAST_SECRET:
        raise SettingsError(f"The secret key in {path} is damaged. Delete the file; everybody then signs in again.")
    return kept
