"""The databases that storage must behave the same on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.storage.store import Store

POSTGRESQL = os.environ.get("SANCTIONS_WATCH_TEST_POSTGRESQL", "")
"""URL of a PostgreSQL database that the tests may clear; without it they run on SQLite alone."""


@pytest.fixture(params=["memory", "file", *(["postgresql"] if POSTGRESQL else [])])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store on each of the databases."""
    if request.param == "postgresql":
        engine = sa.create_engine(sa.make_url(POSTGRESQL).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
        engine.dispose()
    url = {"memory": "sqlite://", "file": f"sqlite:///{tmp_path}/new folder/watch.db"}.get(request.param, POSTGRESQL)
    with Store.open(url) as opened:
        yield opened
