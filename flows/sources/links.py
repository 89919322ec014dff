"""Addresses that sources give: http and https only, without what only tracks the reader."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

LONGEST = 2000
"""Bytes; no honest article has a longer address, and PostgreSQL indexes about 2,700."""

_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|mc_[ce]id|igshid|wt_?mc\w*|xtor|at_(medium|campaign\w*)|cmpid|ocid)$",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def clean_link(link: str, base: str = "") -> str:
    """The address in one canonical form, or an empty string where it is none that a reader may safely follow."""
    link = link.strip()
    if not link or any(ch.isspace() or not ch.isprintable() for ch in link) or len(link.encode()) > LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    # With a name before an '@' an address can look like that of somebody else.
    if scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc:
        return ""
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    fragment = "" if _TRACKING.match(parts.fragment.split("=", 1)[0]) else parts.fragment
    return urlunsplit((scheme, host, parts.path or "/", _without_tracking(parts.query), fragment))


def host_of(link: str) -> str:
    """The host of an address without `www.`; empty where there is none."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def shown(link: str) -> str:
    """An address fit for a message: without password and query, which may hold a secret."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that does not parse"
    return urlunsplit((parts.scheme, f"[{host}]{port}" if ":" in host else host + port, parts.path, "", ""))


def _without_tracking(query: str) -> str:
    pairs = [part for part in query.split("&") if part]
    if not any(_TRACKING.match(part.split("=", 1)[0]) for part in pairs):
        return query
    kept = [part for part in pairs if not _TRACKING.match(part.split("=", 1)[0])]
    return "&".join(kept)
