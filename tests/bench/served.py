"""What the benchmark serves: netmeet itself, and beside each page the same template with values that were made once.

``NETMEET_DATA`` or ``NETMEET_DATABASE_URL`` names the database, as always. Run by gunicorn.
"""

import os
from collections.abc import Callable
from typing import Any

from flask import Flask, g, request, template_rendered
from jinja2 import Template

from netmeet.app import create_app
from netmeet.config import load_settings
from netmeet.domain.access import Action
from netmeet.web.access import needs

SAME = "/as-it-stands"
"""Where the page stands that was looked at last: its template alone, without database, access, audit or session."""


def application() -> Flask:
    """netmeet, with one page more."""
    app = create_app(load_settings(os.environ))
    kept: dict[str, Any] = {}

    def keep(_: Flask, template: Template, context: dict[str, Any], **__: object) -> None:
        if request.path != SAME:
            kept.update(template=template, context=dict(context), case=g.get("case"))

    template_rendered.connect(keep, app, weak=False)
    app.add_url_rule(SAME, view_func=_same(kept))
    return app


def _same(kept: dict[str, Any]) -> Callable[[], str]:
    @needs(Action.SIGN_IN)
    def as_it_stands() -> str:
        g.case = kept["case"]
        found: str = kept["template"].render(kept["context"])
        return found

    return as_it_stands
