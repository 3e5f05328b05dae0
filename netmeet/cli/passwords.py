"""The passwords of the invented staff: made by chance on each computer, and kept where only their owner can read them."""

import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

_FILE = "passwords"
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aeiou"


def make_passwords(usernames: Iterable[str]) -> dict[str, str]:
    """A new password for each: four made-up words of four letters, easy to type, one in 2 to the power of 50."""
    return {username: _password(username) for username in usernames}


def _password(username: str) -> str:
    """Chance may write somebody's own name into their password, which none may hold: then it is made again."""
    made = "-".join(_word() for _ in range(4))
    return _password(username) if username in made else made


def _word() -> str:
    return "".join(secrets.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 2)


def kept_passwords(folder: Path, usernames: Iterable[str]) -> dict[str, str] | None:
    """The passwords from an earlier start, or None where one of them is not known."""
    try:
        lines = (folder / _FILE).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeError):
        return None
    known = {name: password for name, _, password in (line.partition(" ") for line in lines) if password}
    wanted = list(usernames)
    return {name: known[name] for name in wanted} if known.keys() >= set(wanted) else None


def keep_passwords(folder: Path, passwords: Mapping[str, str]) -> None:
    """Write the passwords to a file for its owner only, in place of the one before."""
    made = folder / f"{_FILE}-{secrets.token_hex(8)}"
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.writelines(f"{name} {password}\n" for name, password in passwords.items())
    made.replace(folder / _FILE)
