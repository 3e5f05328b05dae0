"""A whole netmeet for each test of this folder."""

from tests.support.site import app, case_id, clock, fresh_database, password_hash, settings, visitor, within, worker

__all__ = ["app", "case_id", "clock", "fresh_database", "password_hash", "settings", "visitor", "within", "worker"]
