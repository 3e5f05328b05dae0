"""A whole netmeet that a browser can reach: on a free port of this computer, for as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.site import Clock


class _Quiet(WSGIRequestHandler):
    """Log nothing: a failing test names the page itself."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Drop the line."""


@dataclass(frozen=True)
class Live:
    """A running netmeet: where it is, its clock, and the application itself for what a test puts in beforehand."""

    address: str
    app: Flask
    clock: Clock


@contextmanager
def served(app: Flask, clock: Clock) -> Iterator[Live]:
    """Serve an application from a thread, and stop it afterwards."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield Live(f"http://127.0.0.1:{server.server_port}", app, clock)
    server.shutdown()
    thread.join()
    server.server_close()
