"""What the parts of the store share."""

from flows.storage.database import Database


class Noun:
    """One subject of the store: methods that each open their own transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
