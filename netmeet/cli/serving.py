"""``netmeet demo`` and ``netmeet serve``: netmeet in the browser."""

import errno
import os
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click
import waitress
from sqlalchemy import Engine

from netmeet.app import create_app
from netmeet.cli.checking import check_files
from netmeet.cli.database import COMMAND_LINE, open_engine
from netmeet.cli.pages import Page
from netmeet.cli.passwords import keep_passwords, kept_passwords, make_passwords
from netmeet.cli.talking import now, progress, say, why
from netmeet.config import DATA, DATA_FOLDER, PREFIX, Settings, load_settings
from netmeet.domain.errors import SettingsError
from netmeet.services import demo as invented
from netmeet.services.caller import Caller, begin
from netmeet.store import database, staff

_THREADS = 8
_CHANGED = "(the one you chose)"
_REAL = frozenset(PREFIX + name for name in ("DATABASE_URL", "SECRET_KEY", "HOST", "HTTPS"))
"""Settings of a real database, which the demo leaves alone."""
_INVENTED = {
    f"{PREFIX}COUNCIL_NAME": "Wendleford Council (invented)",
    f"{PREFIX}DANGER_NUMBERS": "Adult social care, by day: 01632 960100; At night and weekends: 01632 960101",
}
"""What the demo's council is called and whom it asks to ring, unless settings say otherwise."""
_port = click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65_535), help="The port to listen on; 0 takes one that is free.  [default: 8000]"
)


@click.command(cls=Page, short_help="Serve your own database.", examples=["netmeet serve", "netmeet serve --port 8080"])
@click.option("--host", help="The address to listen on.  [default: 127.0.0.1, this computer only]")
@_port
def serve(host: str | None, port: int | None) -> None:
    """Serve your own database until Ctrl-C.

    Run `netmeet db upgrade`, and open the first account with `netmeet user add`, before the first start. For colleagues
    at other computers put a web server with https in front, and set NETMEET_HTTPS to yes.
    """
    settings = load_settings({**os.environ, **({} if host is None else {f"{PREFIX}HOST": host})})
    with _listening(settings.host, settings.port if port is None else port) as listener, open_engine(settings) as engine:
        database.check_version(engine)
        _run(settings, engine, listener, f"netmeet is ready: {_address(listener)}\n{_first_steps(engine)}Press Ctrl-C to stop.")


def _first_steps(engine: Engine) -> str:
    """What to do while nobody can sign in."""
    with database.session_maker(engine)() as session:
        some = bool(staff.users(session))
    return "" if some else "Nobody has an account yet: open the first one with `netmeet user add`.\n"


@click.command(cls=Page, short_help="Look at netmeet with invented people.", examples=["netmeet demo", "netmeet demo --port 8080"])
@_port
def demo(port: int | None) -> None:
    """Look at netmeet with invented people, in the browser, until Ctrl-C.

    The demo has a database of its own in the folder `demo` of the data folder: it never touches real cases. Starting
    again keeps what you changed, and prints the passwords again. They are made at the first start and differ from
    computer to computer. To begin afresh, stop the demo and delete that folder.
    """
    folder = Path(os.environ.get(DATA, "").strip() or DATA_FOLDER).expanduser().absolute() / "demo"
    given = {name: value for name, value in os.environ.items() if name not in _REAL}
    settings = load_settings(_INVENTED | given | {DATA: str(folder)})
    with _listening(settings.host, settings.port if port is None else port) as listener, open_engine(settings) as engine:
        check_files()
        with progress("Getting the demo ready"):
            database.upgrade(engine)
            passwords = _invented_staff(engine, folder)
        _run(settings, engine, listener, _welcome(_address(listener), passwords, folder))


def _invented_staff(engine: Engine, folder: Path) -> dict[str, str]:
    """Make the invented staff and cases once. Returns the passwords: new ones where nobody knows those from before."""
    usernames = [person.username for person in invented.STAFF]
    with database.session_maker(engine)() as session:
        begin(session, writes=True)
        caller = Caller(session, COMMAND_LINE, now())
        known = kept_passwords(folder, usernames)
        set_up = invented.is_set_up(caller)
        if set_up and known is not None:
            return known | dict.fromkeys(invented.changed(caller, known), _CHANGED)
        passwords = make_passwords(usernames)
        if set_up:
            invented.set_passwords(caller, passwords)
        else:
            invented.set_up(caller, passwords)
        session.commit()
    # After the commit: should this be the moment that the power fails, the next start makes new ones.
    keep_passwords(folder, passwords)
    return passwords


def _welcome(address: str, passwords: Mapping[str, str], folder: Path) -> str:
    names, words = (max(map(len, column)) for column in (passwords.keys(), passwords.values()))
    people = (f"  {person.username:<{names}}  {passwords[person.username]:<{words}}   {person.about}" for person in invented.STAFF)
    return "\n".join(
        [
            f"netmeet is ready, with invented people: {address}",
            "",
            "Sign in as one of them (user name, password):",
            *people,
            "",
            f"What you change is kept in {folder}",
            "Press Ctrl-C to stop.",
        ]
    )


def _listening(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done. Raises ``SettingsError`` when that cannot be."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            # A port that was in use a moment ago may be taken again; one in use now may not.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
            listener.listen()
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise SettingsError(_not_listening(error, host, port)) from None
    return listener


def _not_listening(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Stop that program, or choose another port, for example --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for administrators of this computer. Choose another one, for example --port 8000."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this computer. Leave --host out to listen on this computer only."
    return f"netmeet cannot listen on {host}, port {port}: {why(error)}."


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _run(settings: Settings, engine: Engine, listener: socket.socket, welcome: str) -> None:
    """Serve until Ctrl-C, or until the computer asks the program to end."""
    check_files()
    server = waitress.create_server(
        create_app(settings, engine=engine),
        sockets=[listener],
        threads=_THREADS,
        ident="",
        url_scheme="https" if settings.https else "http",
        clear_untrusted_proxy_headers=not settings.proxies,
    )
    signal.signal(signal.SIGTERM, _end)
    # Ctrl-C may come before the server listens for it.
    with suppress(KeyboardInterrupt):
        say(welcome)
        server.run()
    server.close()
    say("netmeet has stopped. Everything that was saved is kept.")


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
