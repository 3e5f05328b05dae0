"""kill -9 in the middle of a save leaves the old or the new state: never half of one, and nothing that was answered is lost."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netmeet.store import cases, database
from tests.support.stored import AT, WORKER, a_full_case, add_staff

ROOT = Path(__file__).parents[2]
SAVE_WITHOUT_END = """
import sys
from dataclasses import replace
from netmeet.store import cases, database, networks
from tests.support.make import important
from tests.support.stored import AT, WORKER, a_full_case

sessions = database.session_maker(database.open_engine(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    with sessions() as session:
        database.begin_write(session)
        profile = cases.load_profile(session, "case")
        cases.save_profile(session, replace(profile, reference=str(number)), profile.version, WORKER, AT)
        said = [replace(important("priya-dawn", evidence=str(number)), id=f"r{number}-{k}") for k in range(20)]
        networks.add_readings(session, "case", said)
        cases.save_case_file(session, a_full_case(f"case-{number}"), WORKER, AT)
        session.commit()
    print(number, flush=True)
"""


def kill_while_saving(url, after):
    """Start a process that saves and saves, kill it a moment after its third answer, and return its last answer."""
    process = subprocess.Popen([sys.executable, "-c", SAVE_WITHOUT_END, url, str(after)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    for _ in range(3):
        assert process.stdout.readline()
    try:
        process.wait(timeout=random.uniform(0, 0.05))  # noqa: S311 (not a secret)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    answers = process.stdout.read().split()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return int(answers[-1]) if answers else after + 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this computer knows no kill -9")
def test_after_kill_9_every_answered_save_is_there_and_none_is_half_there(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    stored = 0
    for _ in range(5):
        answered = kill_while_saving(engine.url.render_as_string(hide_password=False), stored)

        with sessions() as session:
            case = cases.load_case(session, "case")
            stored = int(case.profile.reference)
            assert stored >= answered
            said = [reading.evidence for reading in case.network.readings if reading.evidence.isdigit()]
            assert said == [str(number) for number in range(1, stored + 1) for _ in range(20)]
            assert cases.load_case(session, f"case-{stored}") == a_full_case(f"case-{stored}")
            assert cases.load_profile(session, f"case-{stored + 1}") is None
            if engine.dialect.name == "sqlite":
                assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
