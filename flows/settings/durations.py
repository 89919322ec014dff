"""Spans of time as people write them: `90 s`, `30m`, `2 hours`, `3 days`."""

import re
from datetime import timedelta

_UNITS = {
    "s": "seconds", "sec": "seconds", "second": "seconds",
    "m": "minutes", "min": "minutes", "minute": "minutes",
    "h": "hours", "hour": "hours",
    "d": "days", "day": "days",
    "w": "weeks", "week": "weeks",
}  # fmt: skip
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)", re.IGNORECASE)


def parse_duration(text: str) -> timedelta | None:
    """The span, or None when the text is none."""
    match = _SPAN.fullmatch(text.strip())
    if not match:
        return None
    unit = match.group(2).lower()
    name = _UNITS.get(unit) or _UNITS.get(unit.rstrip("s"))
    return timedelta(**{name: float(match.group(1))}) if name else None
