"""What the watch remembers: SQLAlchemy Core on SQLite or, by its URL, PostgreSQL. Start at `flows.storage.store`."""
