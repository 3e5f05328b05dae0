"""JSON files from anywhere: read safely, with the line of whatever is wrong."""

import codecs
import json
import re
from typing import Any, NoReturn

from netmeet.domain.errors import UnreadableFileError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# What is no text on a page; NUL is refused below, because a file that holds it is no text file at all.
_UNFIT = re.compile(r"[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def load_json(data: bytes) -> Any:
    """Return what a JSON file holds. Raises ``UnreadableFileError``, with the line, for anything that is not JSON."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFileError("This file is not text in UTF-8. Save it as UTF-8 and try again.") from None
    try:
        found = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_tidied)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(f"Line {error.lineno}, character {error.colno}: this is not JSON.") from None
    except (ValueError, RecursionError):
        raise UnreadableFileError("This file holds numbers or lists that are too large to read.") from None
    _check_text(found)
    return found


def dump_json(data: Any) -> bytes:
    """Return data as a JSON file: UTF-8, indented, in the order given, a newline at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _tidied(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One object of the file, its texts without control characters and without marks that turn their neighbours round."""
    return {name: _plain(value) for name, value in pairs}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _UNFIT.sub("", value)
    return [_plain(item) for item in value] if isinstance(value, list) and any(isinstance(item, str) for item in value) else value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_text(found: Any) -> None:
    """Refuse text that no database or page can hold. One loop, no recursion, so that depth costs nothing."""
    waiting = [found]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            if "\x00" in item or not _is_unicode(item):
                raise UnreadableFileError("This file holds characters that are not text.")
        elif isinstance(item, dict):
            waiting.extend(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
