from datetime import timedelta

import pytest

from netmeet.store import audit, database
from tests.support.stored import AT, WORKER


def test_the_latest_of_a_case_come_first_with_who_did_it(session):
    for number in range(3):
        audit.record(
            session, AT + timedelta(seconds=number), WORKER.id, "change", f"step {number}", case_id="case", details=("name", "born")
        )
    audit.record(session, AT, WORKER.id, "change", "elsewhere", case_id="other")

    rows = audit.of_case(session, "case", 2)

    assert [(row.what, row.actor_name, row.details) for row in rows] == [
        ("step 2", "Wren Abara", ("name", "born")),
        ("step 1", "Wren Abara", ("name", "born")),
    ]
    assert (rows[0].at, rows[0].actor_id, rows[0].action, rows[0].case_id) == (AT + timedelta(seconds=2), WORKER.id, "change", "case")


def test_things_done_in_the_same_moment_keep_their_order(session):
    for number in range(20):
        audit.record(session, AT, WORKER.id, "change", f"step {number}", case_id="case")

    assert [row.what for row in audit.of_case(session, "case", 20)] == [f"step {number}" for number in range(19, -1, -1)]


def test_a_refusal_to_somebody_without_an_account_is_kept_too(session):
    audit.record(session, AT, None, "sign in", "refused")
    audit.record(session, AT, "nobody", "refused", "no such case", case_id="missing")

    (row,) = audit.of_case(session, "missing", 10)
    assert (row.actor_id, row.actor_name, row.details) == ("nobody", "", ())


def test_a_line_goes_when_its_change_goes(session):
    session.commit()
    database.begin_write(session)
    audit.record(session, AT, WORKER.id, "change", "undone", case_id="case")
    session.rollback()

    assert audit.of_case(session, "case", 10) == ()


@pytest.mark.parametrize("way", ["update", "delete", "save", "remove", "drop"])
def test_there_is_no_way_to_change_or_delete_a_line(way):
    assert not [name for name, found in vars(audit).items() if way in name and getattr(found, "__module__", "") == audit.__name__]
