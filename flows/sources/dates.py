"""Dates as feeds write them. A date that cannot be true is no date: the caller says so and goes on."""

import calendar
import email.utils
import functools
import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.sources.text import quoted

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Older dates are mistakes of the feed."""
AHEAD = timedelta(days=1)
"""Clocks differ, and feeds give local time as UTC; later than this is a mistake of the feed."""
_LANGUAGES = ("en", "ko", "ru", "zh", "ja", "de", "fr", "es", "pt", "it", "uk", "pl", "tr", "nl", "id", "vi")
"""Of day and month names. All that dateparser knows would take it 1.6 seconds for each date that is none."""
_LONGEST = 80
_SECONDS, _MILLISECONDS = 10, 13
_STAMP = re.compile(r"-?\d{9,13}(\.\d+)?")
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?")
_LAST_HOUR = re.compile(r"(?<=[T ])24:00(?::00)?")


def read_date(raw: str, now: datetime, parsed: time.struct_time | None = None) -> tuple[datetime | None, str]:
    """The moment that a date names, or None with the reason in words.

    Args:
        raw: the date as it was written; times without a zone count as UTC.
        now: the clock: a date more than a day ahead of it is refused.
        parsed: what feedparser made of it, if it did.
    """
    raw = raw.strip()
    if not raw and parsed is None:
        return None, "has no date"
    found = [d for d in _candidates(raw, parsed) if d is not None]
    likely = [d for d in found if EARLIEST <= d <= now + AHEAD]
    if likely:
        # 01/02/2024 is read both ways; the later of those that lie in the past is the likelier for news.
        return max(likely), ""
    if found:
        return None, f"is dated {found[0]:%Y-%m-%d}, which is not between 2000 and tomorrow"
    return None, f"has a date that cannot be read: {quoted(raw, _LONGEST)}"


def _candidates(raw: str, parsed: time.struct_time | None) -> list[datetime | None]:
    if _STAMP.fullmatch(raw):
        # Seconds since 1970; feedparser takes them for a date of the 18th century.
        return [_from_stamp(raw)]
    for attempt in (_from_struct(parsed), _from_iso(raw), _from_mail(raw)):
        if attempt is not None:
            return [attempt]
    return _from_words(raw) if 0 < len(raw) <= _LONGEST else []


def _from_stamp(raw: str) -> datetime | None:
    digits = raw.partition(".")[0]
    seconds = float(raw) / (1000 if len(digits) >= _MILLISECONDS else 1)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _from_struct(parsed: time.struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _from_iso(raw: str) -> datetime | None:
    if not _ISO.match(raw):
        return None
    midnight = _LAST_HOUR.sub("00:00", raw)
    try:
        return _aware(datetime.fromisoformat(midnight)) + timedelta(days=midnight != raw)
    except (ValueError, OverflowError):
        return None


def _from_mail(raw: str) -> datetime | None:
    try:
        return _aware(email.utils.parsedate_to_datetime(raw))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(raw: str) -> list[datetime | None]:
    found = []
    for order in ("DMY", "MDY"):
        try:
            moment = _words_reader(order).get_date_data(raw).date_obj
        except (ValueError, TypeError, OverflowError, RecursionError, re.error):
            continue
        found.append(None if moment is None else _aware(moment))
        if not raw[:1].isdigit():
            break
    return found


@functools.cache
def _words_reader(order: str) -> Any:
    # Imported here: it takes half a second, and most feeds never need it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {
        "DATE_ORDER": order,
        "TIMEZONE": "UTC",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    return DateDataParser(languages=list(_LANGUAGES), settings=settings)


def _aware(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
