"""Time as people write it: spans such as `90 s`, `30m`, `2 hours`, `3 days`, and times of the day such as `08:00`."""

import re
from datetime import time, timedelta

_UNITS = {
    "s": "seconds", "sec": "seconds", "second": "seconds",
    "m": "minutes", "min": "minutes", "minute": "minutes",
    "h": "hours", "hour": "hours",
    "d": "days", "day": "days",
    "w": "weeks", "week": "weeks",
}  # fmt: skip
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def parse_duration(text: str) -> timedelta | None:
    """The span, or None when the text is none."""
    match = _SPAN.fullmatch(text.strip())
    if not match:
        return None
    unit = match.group(2).lower()
    name = _UNITS.get(unit) or _UNITS.get(unit.rstrip("s"))
    return timedelta(**{name: float(match.group(1))}) if name else None


def parse_clock(text: str) -> time | None:
    """The time of day, from 00:00 to 23:59, or None when the text is none."""
    match = _CLOCK.fullmatch(text.strip())
    return time(int(match.group(1)), int(match.group(2))) if match else None
