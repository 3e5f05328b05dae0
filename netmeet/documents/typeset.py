"""Pages set by typst: data goes in as one JSON value, so that no text is ever read as markup; nothing is fetched."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from netmeet.documents import fonts
from netmeet.documents.words import tidy
from netmeet.domain.errors import NetmeetError

TEMPLATES = Path(__file__).parent / "templates"

_NOT_USED = "Atkinson Hyperlegible"
_SYSTEM = ("Arial", "Liberation Sans", "DejaVu Sans")


class PaperError(NetmeetError):
    """A paper that could not be made."""

    heading = "This paper could not be made"

    def __init__(self) -> None:
        super().__init__(
            "This paper could not be made. Nothing that was saved is affected. Try again, or copy what you need from the page."
        )


def compile_pdf(template: str, data: Mapping[str, object]) -> bytes:
    """Set a template with data as a tagged PDF (PDF/UA-1). The same data gives the same bytes. Raises ``PaperError``."""
    return _compile(template, data, "pdf", None)


def compile_png(template: str, data: Mapping[str, object], *, dpi: float) -> bytes:
    """Set a template that has one page as a picture. Raises ``PaperError``."""
    return _compile(template, data, "png", dpi)


def _compile(template: str, data: Mapping[str, object], form: str, dpi: float | None) -> bytes:
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(),
            format="png" if form == "png" else "pdf",
            ppi=dpi,
            sys_inputs={"data": json.dumps({"fonts": families(), "content": _fit(data)}, allow_nan=False)},
            pdf_standards=["ua-1"] if form == "pdf" else [],
            # A paper tells nobody when it was made, and two that say the same are the same.
            timestamp=0,
        )
    except (RuntimeError, ValueError) as error:
        raise PaperError from error


def families() -> list[str]:
    """Return the names of the fonts that papers are set in, the first first; those of the system where none were fetched."""
    ranked = {str(file): place for place, file in enumerate(fonts.files())}
    found = sorted((ranked[font.path], font.family) for font in _fonts().fonts() if font.path in ranked)
    return [name for name in dict.fromkeys(name for _, name in found) if name != _NOT_USED] or list(_SYSTEM)


@cache
def _fonts() -> typst.Fonts:
    """The fetched fonts; those of the system only where nothing was fetched."""
    place = fonts.folder()
    return typst.Fonts(include_system_fonts=place is None, include_embedded_fonts=True, font_paths=[place] if place else [])


def _fit(value: object) -> object:
    """A value for JSON with every text cleaned, line by line."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, Mapping):
        return {key: _fit(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fit(each) for each in value]
    return value
