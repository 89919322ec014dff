"""Alembic's entry point: migrate over the connection that `flows.storage.schema` hands in."""

from alembic import context

from flows.storage.schema import VERSION_TABLE
from flows.storage.tables import metadata

# The caller owns the connection and its transaction.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
