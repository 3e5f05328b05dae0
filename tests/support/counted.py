"""Whatever changes a case counts that, or what others were shown before would be shown to them again."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, event

from netmeet.store.cases import cases_table
from netmeet.store.columns import metadata

APART = {"audit", "case_shares", "cover", "supervision_notes", "supervision_answers"}
"""Tables about a case that are read afresh each time."""
_CHANGES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?')
_KEPT = "tests: what was changed"


def of_cases() -> set[str]:
    """The tables that hold what a case is."""
    return {name for name, table in metadata.tables.items() if "case_id" in table.c and name not in APART} | {cases_table.name}


def check_counts(engine: Engine) -> None:
    """Let every transaction on a database fail that changes a case and does not count it."""
    tables = of_cases()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info[_KEPT] = set()

    @event.listens_for(engine, "before_cursor_execute")
    def look(connection: Connection, _: Any, statement: str, *__: Any) -> None:
        found = _CHANGES.match(statement)
        if found and found[2] in tables:
            counts = found[2] == cases_table.name and (found[1] == "INSERT INTO" or "writes=" in statement)
            connection.info.setdefault(_KEPT, set()).add("counted" if counts else found[2])

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        changed = connection.info.pop(_KEPT, set())
        assert not changed or "counted" in changed, f"{sorted(changed)} changed, and the case was not counted"
