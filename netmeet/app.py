"""The application: the one place that knows every part."""

import os
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask, g
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from netmeet import paths
from netmeet.config import Settings, load_settings
from netmeet.domain.access import Action, Role
from netmeet.services import cases
from netmeet.services.cases import AccessRefusedError
from netmeet.services.sessions import Limits
from netmeet.store import database
from netmeet.web import access, errors, filters, headers
from netmeet.web.context import Parts, now, parts, today
from netmeet.web.forms import problems
from netmeet.web.pages import BLUEPRINTS
from netmeet.web.sessions import ServerSessions, this_browser


def utc_now() -> datetime:
    """The clock of a running application."""
    return datetime.now(UTC)


def create_app(settings: Settings, *, engine: Engine | None = None, clock: Callable[[], datetime] = utc_now) -> Flask:
    """Build the application. Raises ``SettingsError`` for a database it cannot use."""
    engine = engine or database.open_engine(settings.database_url)
    database.check_version(engine)
    new_db = database.session_maker(engine)
    app = Flask("netmeet", template_folder=str(paths.templates()), static_folder=str(paths.static()))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + 512 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the server-side session that holds it
        WTF_CSRF_SSL_STRICT=False,  # no referrer is ever sent; the token and the cookie's SameSite protect
    )
    if settings.proxies:
        # Otherwise everybody would seem to come from the server in front, and share its wrong tries.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]  # as Flask says
    app.extensions["netmeet"] = Parts(settings, new_db, clock)
    limits = Limits(timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.absolute_hours))
    app.session_interface = ServerSessions(new_db, clock, limits, https=settings.https)
    _wire_templates(app)
    _wire_requests(app, https=settings.https)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def from_environment() -> Flask:
    """The application of this computer's settings: ``gunicorn 'netmeet.app:from_environment()'``. Raises ``SettingsError``."""
    return create_app(load_settings(os.environ))


def _wire_templates(app: Flask) -> None:
    ours = app.jinja_loader
    govuk = {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"), "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf")}
    app.jinja_loader = ChoiceLoader([loader for loader in (ours, PrefixLoader(govuk)) if loader is not None])
    WTFormsHelpers(app)
    filters.install(app)
    app.add_template_global(headers.nonce, "nonce")
    app.add_template_global(today, "today")
    app.add_template_global(problems, "form_problems")
    app.add_template_global(lambda: uuid.uuid4().hex, "new_key")

    @app.context_processor
    def who() -> dict[str, object]:
        browser = this_browser()
        actor = None if browser.locked else browser.actor
        return {
            "signed_in": actor is not None,
            "may_manage_staff": actor is not None and actor.role is Role.ADMINISTRATOR,
            "may_supervise": actor is not None and actor.role is Role.SUPERVISOR,
            "council": parts().settings.council_name,
            "idle_minutes": parts().settings.idle_minutes,
            "section": "",
        }


def _wire_requests(app: Flask, *, https: bool) -> None:
    headers.protect(app, https=https)
    CSRFProtect(app)
    app.before_request(access.guard)
    app.after_request(access.finish)
    app.teardown_request(access.close)
    app.url_defaults(access.case_in_urls)
    errors.explain(app)
    access.needs(Action.SIGN_IN)(app.view_functions["static"])  # the page's style is for everybody

    @app.errorhandler(AccessRefusedError)
    def refused(error: AccessRefusedError) -> ResponseReturnValue:
        g.db.rollback()
        with parts().new_db() as db:
            cases.note_refusal(db, error, now())
        return errors.page_of(error)
