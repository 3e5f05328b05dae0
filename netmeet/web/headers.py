"""Headers that every page carries: a strict content policy, nothing cached, nothing framed, nothing sent on."""

import secrets

from flask import Flask, g, request
from werkzeug.wrappers import Response


def nonce() -> str:
    """The one-time word that lets the page template's single inline script run."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def protect(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer of an application."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = (
            "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'; font-src 'self'; "
            f"img-src 'self' data:; manifest-src 'self'; script-src 'self' 'nonce-{nonce()}'; style-src 'self'"
        )
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        headers["X-Robots-Tag"] = "noindex, nofollow"
        if https:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        headers["Cache-Control"] = "public, max-age=3600" if request.endpoint == "static" else "no-store"
        return response
