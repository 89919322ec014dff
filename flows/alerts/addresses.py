"""The addresses of targets: their scheme, sensible defaults, and what in them nobody may see. Pure."""

import base64
import re
from urllib.parse import parse_qsl, unquote, urlsplit

DEFAULTS = {"rto": "15", "cto": "5", "image": "no", "footer": "no"}
"""Seconds to wait for an answer and for a connection (the 4 of Apprise end in double posts), and nothing remote."""

OPEN = frozenset({"console", "eml"})
"""Schemes whose addresses hold no secret."""
MAIL_DEFAULTS = {"rto": "60"}
"""Seconds a mail server may take over a message before it says whether it takes it."""
MAIL = frozenset({"mailto", "mailtos"})
"""Schemes where user and password are secret, but not the server and the receivers."""

HIDDEN = "***"
_SHORTEST = 4
"""Shorter pieces of an address are no tokens, and hiding them would make reasons unreadable."""
_ANY_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s'\"<>]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):/")


def scheme(url: str) -> str:
    """The scheme in lower case; empty where the address has none."""
    found = _SCHEME.match(url.strip())
    return found.group(1).lower() if found else ""


def with_defaults(url: str) -> str:
    """The address with `DEFAULTS` for what it leaves open; our own schemes need none of them."""
    url = url.strip()
    kind = scheme(url)
    if kind in OPEN:
        return url
    defaults = MAIL_DEFAULTS if kind in MAIL else DEFAULTS
    said = {name.lower() for name, _ in parse_qsl(url.partition("?")[2], keep_blank_values=True)}
    added = "&".join(f"{name}={value}" for name, value in defaults.items() if name not in said)
    if not added:
        return url
    return f"{url}{'&' if '?' in url else '?'}{added}" if not url.endswith(("?", "&")) else url + added


def secrets_of(url: str) -> frozenset[str]:
    """Every piece of the address that must not be shown, as written and decoded."""
    kind = scheme(url)
    if kind in OPEN:
        return frozenset()
    rest = url.strip().partition("://")[2]
    credentials, at, _ = rest.partition("?")[0].rpartition("@")
    found = {piece for piece in credentials.split("/")[-1].split(":") if piece} | ({credentials} if at else set())
    try:
        parts = urlsplit(url.strip())
        found |= {parts.username or "", parts.password or ""}
    except ValueError:
        pass
    keys = {"pass", "password", "token", "key", "pgpprv", "user"} if kind in MAIL else None
    found |= {value for name, value in parse_qsl(rest.partition("?")[2]) if keys is None or name.lower() in keys}
    if kind not in MAIL:
        found |= {piece for piece in re.split(r"[/?&=@:#]", rest) if len(piece) >= _SHORTEST and not _is_small(piece)}
        found = {piece for piece in found if len(piece) >= _SHORTEST or piece in credentials}
    found |= {unquote(piece) for piece in found}
    found |= {base64.b64encode(piece.encode()).decode() for piece in found if len(piece) >= _SHORTEST}
    return frozenset(piece for piece in found if piece)


def _is_small(piece: str) -> bool:
    return piece.isdigit() and len(piece) < 6  # noqa: PLR2004 - a port has five digits


def scrubbed(text: str, secrets: frozenset[str]) -> str:
    """The text without the secrets, and without any address that could hold one."""
    text = _ANY_ADDRESS.sub(HIDDEN, text)
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text
