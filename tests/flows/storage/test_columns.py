"""Times in a database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from flows.storage.columns import UtcDateTime
from tests.builders import NOON

COLUMN = UtcDateTime()


SQLITE: Dialect = sqlite.dialect()
POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_a_time_comes_back_in_utc_whatever_zone_it_went_in_with(dialect: Dialect) -> None:
    seoul = NOON.astimezone(timezone(timedelta(hours=9)))
    held = COLUMN.process_bind_param(seoul, dialect)
    found = COLUMN.process_result_value(held, dialect)
    assert found == NOON
    assert found is not None
    assert found.tzinfo is UTC


def test_sqlite_holds_the_naive_utc_time() -> None:
    assert COLUMN.process_bind_param(NOON, SQLITE) == NOON.replace(tzinfo=None)


def test_no_time_stays_none_and_a_naive_one_is_refused() -> None:
    assert COLUMN.process_bind_param(None, SQLITE) is None
    assert COLUMN.process_result_value(None, SQLITE) is None
    with pytest.raises(ValueError, match="has no time zone"):
        COLUMN.process_bind_param(datetime(2023, 12, 13, 12, 0), SQLITE)  # noqa: DTZ001 - what is refused
