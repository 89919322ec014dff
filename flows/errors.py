"""Errors of the application: bad configuration and bad usage. What happens to single articles is a value, not an error.

WatchError
├── ConfigurationError   watch.yaml, the environment or the rules cannot be used (exit code 2)
├── StorageError         the database cannot be opened, migrated, read or written
├── AlreadyRunningError  another run holds the lock
└── UsageError           the command line asks for something that is not there (exit code 2)
"""


class WatchError(Exception):
    """Root of all errors that this application raises on purpose. Its text is meant for people."""


class ConfigurationError(WatchError):
    """The configuration cannot be used; the text names every mistake with its file and line."""


class StorageError(WatchError):
    """The database cannot be opened, migrated, read or written."""


class AlreadyRunningError(WatchError):
    """Another run holds the lock of this storage."""


class UsageError(WatchError):
    """The command line asks for something that does not exist or does not fit."""
