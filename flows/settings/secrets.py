"""Secrets never stand in watch.yaml: `${NAME}` is taken from the environment, `${file:/path}` from a file."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

_REFERENCE = re.compile(r"\$\{([^}]*)\}")

HARMLESS_SCHEMES = frozenset({"console", "eml", "sqlite", ""})
"""Addresses that carry no secret by their nature."""


def resolve(value: str, environment: Mapping[str, str], report: Callable[[str, str], None]) -> str:
    """The value with its references replaced; each that cannot be is reported with (message, hint) and left empty."""

    def replacement(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        if name.startswith("file:"):
            path = Path(name.removeprefix("file:"))
            try:
                return path.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "is not UTF-8 text"
                report(f"the secret file {path} cannot be read: {reason}", "check the path and its permissions")
                return ""
        if name not in environment:
            report(f"the environment variable {name} is not set", f"export {name}=... before the start")
        return environment.get(name, "")

    return _REFERENCE.sub(replacement, value)


def is_plain_secret(value: str) -> bool:
    """True for an address that probably carries a password or a token in the clear."""
    if _REFERENCE.search(value):
        return False
    parts = urlsplit(value)
    if parts.scheme in HARMLESS_SCHEMES:
        return False
    return bool(parts.password) or parts.scheme not in {"http", "https", "mailto", "mailtos", "postgresql"}
