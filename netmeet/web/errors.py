"""Errors in plain words: a page that says what happened, what is safe, and what to do next."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from netmeet.domain.errors import NetmeetError, NotFoundError

log = logging.getLogger("netmeet")

_STALE = (
    "This form was opened before you last signed in, so it was not saved. "
    "Go back, copy what you wrote if you need it, and load the page again."
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
    return render_template("errors/explain.html", title=heading, sentence=sentence), status
