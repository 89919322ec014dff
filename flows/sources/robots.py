"""What a site allows programs to read, as its robots.txt says (RFC 9309)."""

import threading
import time
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from protego import Protego

from flows.domain import PollOutcome
from flows.sources.body import FetchError
from flows.sources.fetch import Asked, Web, fetch

NAME = "sanctions-watch"
"""What a site calls this program in its rules."""
VALID = 24 * 3600.0
"""Seconds for which an answer counts (RFC 9309, 2.4)."""
VALID_TROUBLE = 1800.0
"""Seconds for which it counts that a site could not say."""
LONGEST_DELAY = 30.0
"""Seconds between two pages; a site that wants more gives no full texts."""
LARGEST = 500_000
"""Bytes (RFC 9309, 2.5)."""
_TIME = 15.0


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a page may be read."""

    refusal: str = ""
    """Why not; empty when it may."""
    delay: float = 0.0
    """Seconds until the next page of the same site."""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    parsed: Protego | None
    refusal: str = ""


class Robots:
    """The rules of the sites met so far; shared by all threads of a process."""

    def __init__(self) -> None:
        self._sites: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def permission(self, url: str, web: Web, *, allow_private: bool = False) -> Permission:
        """Whether the page of this address may be read now. Where there are no rules (404), it may."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            rules = self._sites.get(site)
        if rules is None or rules.until < time.monotonic():
            rules = _ask(site, web, allow_private=allow_private)
            with self._lock:
                self._sites[site] = rules
        if rules.parsed is None:
            return Permission(rules.refusal)
        if not rules.parsed.can_fetch(url, NAME):
            return Permission("its robots.txt does not allow it")
        delay = float(rules.parsed.crawl_delay(NAME) or 0.0)
        if delay > LONGEST_DELAY:
            return Permission(f"its robots.txt asks for {delay:g} seconds between two pages")
        return Permission(delay=delay)


SHARED = Robots()
"""The rules that this process knows."""


def _ask(site: str, web: Web, *, allow_private: bool) -> _Rules:
    limited = replace(web, limits=replace(web.limits, total=_TIME, size=LARGEST))
    now = time.monotonic()
    asked = Asked(f"{site}/robots.txt", None, allow_private, accept="text/plain, */*;q=0.5", trusted=False)
    try:
        text = fetch(asked, limited).body.decode("utf-8", errors="replace")
        return _Rules(now + VALID, Protego.parse(text))
    except FetchError as error:
        if error.outcome in (PollOutcome.PERMANENT, PollOutcome.GONE):
            # There are no rules: everything is allowed (RFC 9309, 2.3.1.3).
            return _Rules(now + VALID, Protego.parse(""))
        return _Rules(now + VALID_TROUBLE, None, f"its robots.txt {error}")
    except Exception as error:  # noqa: BLE001  # whatever a parser trips over, that site gives no full texts
        return _Rules(now + VALID_TROUBLE, None, f"its robots.txt cannot be understood ({type(error).__name__})")
