"""What docs/operating.md tells a council to type, typed: a PostgreSQL with two roles, and gunicorn with two workers."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import ProgrammingError

from netmeet.services.caller import begin
from netmeet.services.sign_in import sign_in
from netmeet.store import cases, database, staff
from tests.support.stored import ADMINISTRATOR, AT, WORKER, a_full_case, add_staff

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operating.md").read_text()


@pytest.fixture
def addresses(postgresql):
    """The database of the page: its address for the owner of the tables, and for netmeet."""
    made, inside = re.search(r"```\n(CREATE ROLE.*?)\\connect netmeet\n(.*?)```", PAGE, re.DOTALL).groups()
    # This PostgreSQL asks nobody for a password.
    run(postgresql.address, made.replace("'…'", "'not asked for'"))
    run(postgresql.address.set(database="netmeet"), inside)
    yield [
        postgresql.address.set(drivername="postgresql", database="netmeet", username=role).render_as_string(hide_password=False)
        for role in ("netmeet_owner", "netmeet")
    ]
    run(postgresql.address, "DROP DATABASE netmeet WITH (FORCE); DROP ROLE netmeet; DROP ROLE netmeet_owner;")


def run(address, statements):
    engine = create_engine(make_url(address), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def filled(addresses):
    """The address for netmeet, after its owner made the tables and netmeet itself put a case into them."""
    owner, own = (database.open_engine(address) for address in addresses)
    database.upgrade(owner)
    with database.session_maker(own)() as session:
        begin(session, writes=True)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()
    owner.dispose()
    yield addresses[1]
    own.dispose()


def test_netmeet_needs_no_more_rights_than_the_page_gives_it(filled):
    engine = database.open_engine(filled)
    database.check_version(engine)
    with database.session_maker(engine)() as session:
        begin(session, writes=True)
        cases.written(session, "case")
        with pytest.raises(Exception, match="do not belong together"):
            sign_in(session, "wren", "wrong", "192.0.2.1", AT)
        staff.save_user(session, WORKER, 1, ADMINISTRATOR, AT)
        session.commit()
    for refused in ("DROP TABLE cases", "ALTER TABLE cases ADD COLUMN more TEXT", "CREATE TABLE more (id TEXT)"):
        with (
            engine.connect().execution_options(netmeet_writes=True) as connection,
            pytest.raises(ProgrammingError, match=r"must be owner|permission denied"),
        ):
            connection.exec_driver_sql(refused)
    engine.dispose()


def test_gunicorn_serves_it_with_two_workers(filled, tmp_path):
    told = re.search(r"^gunicorn .*", PAGE, re.MULTILINE)[0].replace("127.0.0.1:8000", "127.0.0.1:0")
    typed = [sys.executable, "-m", *shlex.split(told)]
    surroundings = os.environ | {"NETMEET_DATABASE_URL": filled, "NETMEET_DATA": str(tmp_path)}
    server = subprocess.Popen(typed, cwd=ROOT, env=surroundings, stderr=subprocess.PIPE, text=True)
    try:
        said = ""
        while "Listening at" not in said:
            said = server.stderr.readline()
            assert said, "gunicorn did not start"
        address = re.search(r"http://127\.0\.0\.1:\d+", said)[0]
        with urlopen(f"{address}/sign-in", timeout=30) as page:  # noqa: S310 (this computer's)
            assert "Sign in" in page.read().decode()
    finally:
        server.terminate()
        rest = server.communicate(timeout=30)[1]
    assert rest.count("Booting worker") == 2
    assert "Traceback" not in rest
