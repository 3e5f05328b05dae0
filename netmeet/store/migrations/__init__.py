"""The steps from an empty database to this one, run by ``netmeet.store.database.upgrade``.

Written by hand and never changed once released: each new one gets the next number, an upgrade and a downgrade.
``tests/store/test_migrations.py`` fails when the steps and the tables differ.
"""
