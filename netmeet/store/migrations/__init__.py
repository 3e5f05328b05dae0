"""The steps from an empty database to this one, run by ``netmeet.store.database.upgrade``.

Written by hand and never changed once released: each new one gets the next number, an upgrade and a downgrade.
``tests/store/test_migrations.py`` fails when the steps and the tables differ.
"""

from pathlib import Path

STEPS = tuple(sorted(path.name[:4] for path in Path(__file__).parent.glob("versions/[0-9]*.py")))
"""The revisions that this netmeet knows, in their order. Each is the start of the name of its file."""
