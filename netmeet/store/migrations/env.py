"""Runs the steps on the connection that ``netmeet.store.database`` hands over, inside its transaction."""

from alembic import context

from netmeet.store.columns import metadata

# The metadata gives constraints their names; what the tables were at each step stands in the steps themselves.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
