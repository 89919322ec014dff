"""A feed, from a file or over HTTP, through all that can happen to it: moving, failing, ending, coming back."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from flows.domain import Collected, FeedState, PollOutcome
from flows.options import SourceOptions
from flows.sources.base import Known, all_known, failed, succeeded
from flows.sources.body import FetchError
from flows.sources.fetch import Answer, Asked, Web, body_hash, fetch
from flows.sources.full_text import FullText
from flows.sources.life import begin, is_due, next_poll, not_due_note, retry_after
from flows.sources.links import shown
from flows.sources.reading import FeedError, read_feed

LARGEST_FILE = 50_000_000
"""Bytes; a feed kept as a file may be an archive."""
_NOT_THERE = (PollOutcome.PERMANENT, PollOutcome.GONE, PollOutcome.REFUSED, PollOutcome.NOT_A_FEED)


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed of watch.yaml. `options.location` is its address, or the path of a file."""

    options: SourceOptions
    web: Web = field(default_factory=Web)

    @property
    def name(self) -> str:
        """Name of its entry in watch.yaml."""
        return self.options.name

    def collect(self, state: FeedState | None, now: datetime, known: Known = all_known) -> Collected:
        """One poll, unless the feed failed before and its time has not come."""
        state = begin(self.name, self.options.location, state)
        if not is_due(state, now):
            note = not_due_note(self.name, state, now)
            return Collected(self.name, outcome=PollOutcome.NOT_DUE, notes=(note,))
        try:
            answer = self._get(state)
        except FetchError as error:
            wait = error.retry_after
            return self._failed(state, now, error.outcome, f"feed {error}", wait, temporary=error.temporary)
        if answer.unchanged:
            good, notes = self._moved(succeeded(self.name, state, now), answer)
            return Collected(self.name, unchanged=True, state=good, outcome=PollOutcome.UNCHANGED, notes=notes)
        try:
            read = read_feed(answer, self.options, now)
        except FeedError as error:
            return self._failed(state, now, PollOutcome.NOT_A_FEED, str(error))
        articles = read.articles
        if state.last_success is None:
            # Nobody knows how old an undated item is that was there before the watch began.
            articles = tuple(one if one.published else replace(one, baseline=True) for one in articles)
        good, notes = self._moved(succeeded(self.name, state, now), answer)
        good = replace(good, etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)
        if self.options.full_text:
            articles, more = FullText(self.options, self.web).complete(articles, known(articles), now)
            notes += more
        return Collected(self.name, articles, read.problems, state=good, notes=notes, format=read.format)

    def _get(self, state: FeedState) -> Answer:
        location = state.address or self.options.location
        if not is_http(location):
            return _read_file(Path(location), state)
        asked = Asked(location, state, self.options.allow_private, trusted=not state.address)
        return fetch(asked, self.web)

    def _moved(self, state: FeedState, answer: Answer) -> tuple[FeedState, tuple[str, ...]]:
        if not answer.moved:
            return state, ()
        if answer.moved == self.options.location:
            return replace(state, address=""), ()
        note = f"{self.name} has moved for good to {shown(answer.moved)}, which is asked from now on: write it down"
        return replace(state, address=answer.moved), (note,)

    def _failed(
        self,
        state: FeedState,
        now: datetime,
        outcome: PollOutcome,
        message: str,
        wait: str = "",
        *,
        temporary: bool = False,
    ) -> Collected:
        if state.address and outcome in _NOT_THERE:
            # Where it had moved it is no more: the address in watch.yaml is asked again, and soon.
            message = f"{message} (at {shown(state.address)}, where it had moved; back to the address in watch.yaml)"
            state, outcome = replace(state, address="", etag="", last_modified=""), PollOutcome.TEMPORARY
        if outcome is PollOutcome.GONE:
            message += ": it is gone for good; it is asked again in a week, or when its entry names another address"
        result = failed(self.name, state, now, message, outcome, temporary=temporary)
        if result.state is None or not is_http(self.options.location):
            return result
        due = next_poll(outcome, result.state.failures, now, retry_after(wait, now))
        return replace(result, state=replace(result.state, next_poll=due))


def is_http(location: str) -> bool:
    """Whether it stands on the web, not in a file."""
    return urlsplit(location).scheme in ("http", "https")


def _read_file(path: Path, state: FeedState) -> Answer:
    try:
        if not path.is_file():
            raise FetchError(f"file {path} does not exist or is no file", PollOutcome.PERMANENT)
        if path.stat().st_size > LARGEST_FILE:
            raise FetchError(f"file {path} is larger than {LARGEST_FILE:,} bytes")
        body = path.read_bytes()
    except OSError as error:
        raise FetchError(f"file {path} cannot be read: {error.strerror}", PollOutcome.PERMANENT) from None
    digest = body_hash(body)
    return Answer(body=body, body_hash=digest, unchanged=state.body_hash == digest)
