"""Where the files that are not Python are: pages, styles, scripts and fonts."""

from pathlib import Path

from netmeet.domain.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Return the folder of page templates."""
    return _folder("templates")


def static() -> Path:
    """Return the folder that is served as ``/static``; its ``vendor/`` is fetched while netmeet is built."""
    return _folder("static", "vendor/govuk-frontend.min.css")


def fonts() -> Path:
    """Return the folder of the fonts that papers are set in and labels are measured with."""
    return static() / "vendor" / "fonts"


def _folder(name: str, needed: str = "") -> Path:
    """Return folder ``name`` from inside the package (as installed) or beside it (as in a checkout).

    Raises ``SettingsError`` unless it is there with ``needed`` in it: a page without its style is never served.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if (place / needed).exists():
            return place
    raise SettingsError(
        f"netmeet is not completely installed: {Path(name, needed)} is missing. "
        "In a checkout run `make run`; elsewhere install netmeet again with pip. Nothing that was saved is affected."
    )
