"""Errors in plain words: a page that says what happened, what is safe, and what to do next."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from netmeet.domain.errors import NetmeetError, NotFoundError
from netmeet.services.unsaved import Fields, shown

log = logging.getLogger("netmeet")

_TOO_LARGE = 413
_STALE = (
    "This form was opened before you last signed in, so it was not saved. "
    "What you wrote stands below: copy it, open the page again, and put it in."
)
_SENTENCES = {
    400: ("This page could not be read", "Go back, and try again. Nothing was changed."),
    405: ("Page not found", str(NotFoundError())),
    404: ("Page not found", str(NotFoundError())),
    413: (
        "That is too much at once",
        "What was sent is larger than netmeet takes. Nothing was changed. Try a smaller file, or fewer names at a time.",
    ),
    500: (
        "Something went wrong in netmeet",
        "What was saved before is safe. Go back: your answers are still in the form. Try again in a minute.",
    ),
}


def explain(app: Flask) -> None:
    """Show every error of an application as a page."""

    @app.errorhandler(NetmeetError)
    def known(error: NetmeetError) -> ResponseReturnValue:
        return page_of(error)

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> ResponseReturnValue:
        return _page("This form is out of date", _STALE, 400)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        heading, sentence = _SENTENCES.get(code, _SENTENCES[400 if code < 500 else 500])
        return _page(heading, sentence, code)

    @app.errorhandler(RequestEntityTooLarge)
    def large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
        return _page(*_SENTENCES[413], 413)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> ResponseReturnValue:
        # The message of an unknown error may quote what was typed: only its kind and place are logged.
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "unknown place"
        log.error("%s at %s in %s", type(error).__name__, where, request.endpoint)
        return _page(*_SENTENCES[500], 500)


def page_of(error: NetmeetError) -> ResponseReturnValue:
    """The page of an error that a practitioner may read."""
    return _page(error.heading, str(error), error.status)


def _page(heading: str, sentence: str, status: int) -> ResponseReturnValue:
    return render_template("errors/explain.html", title=heading, sentence=sentence, typed=_typed(status)), status


def _typed(status: int) -> Fields:
    """What was typed into a form that could not be taken, so that nobody has to write it twice."""
    if request.method != "POST" or status == _TOO_LARGE:
        return ()
    return shown(tuple(request.form.items(multi=True)))
