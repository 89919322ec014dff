"""Full texts for feeds that give summaries: the linked pages, politely, the feed's own words beside them."""

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flows.domain import Incoming
from flows.domain.text import safe
from flows.options import SourceOptions
from flows.sources.body import FetchError
from flows.sources.entries import LONGEST_TEXT
from flows.sources.fetch import Asked, Web, fetch
from flows.sources.politeness import host_and_port
from flows.sources.robots import SHARED, Robots
from flows.sources.text import tidy

MOST = 50
"""Pages of one poll; the rest keeps its summaries."""
BUDGET = 180.0
"""Seconds for all the pages of one poll; the rest keeps its summaries."""
SECONDS = 20.0
"""Time for one page to give its text."""
SHORT = 600
"""Characters up to which a page that asks for money or consent holds nothing else."""
_EXTRACTOR = Path(__file__).with_name("extraction.py")
_PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.1"
_WALL = re.compile(
    r"subscri|sign in|log ?in\b|register to|paywall|premium (?:content|article)|members only|already a member"
    r"|구독|로그인|유료|подпис|войдите|авториз|登录|订阅|會員|会员|付费|購読|会員限定|有料|ログイン",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookie|consent|gdpr|privacy (?:policy|settings)|쿠키|куки|согласие на|隐私|同意(?:する|して)|クッキー",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"(?:enable|requires?|turn on) javascript|javascript is (?:disabled|required)|are you (?:a )?(?:human|robot)"
    r"|captcha|access denied|checking your browser|verify you are",
    re.IGNORECASE,
)


def objection(text: str, summary: str) -> str:
    """Why the text of a page is not taken for the article; empty when it is.

    Args:
        text: what was found in the page.
        summary: what the feed says of it.
    """
    if not text:
        return "no article was found in the page"
    if len(text) <= SHORT:
        for pattern, what in ((_MACHINE, "a check for robots"), (_WALL, "a pay-wall"), (_CONSENT, "a consent page")):
            if pattern.search(text):
                return f"the page is {what}"
    if len(text) <= 2 * len(summary):
        return "the page says little more than the feed"
    return ""


@dataclass(frozen=True, slots=True)
class FullText:
    """Completes the items of one feed."""

    options: SourceOptions
    web: Web
    robots: Robots = SHARED
    most: int = MOST

    def complete(
        self, articles: Sequence[Incoming], known: Collection[str], now: datetime
    ) -> tuple[tuple[Incoming, ...], tuple[str, ...]]:
        """The articles, those that are new with their full texts where they could be had, and what is to say of it.

        Items older than the source's `max_age` are never alerted; their pages are left in peace.
        """
        done: list[Incoming] = []
        reasons: Counter[str] = Counter()
        pages, end = 0, time.monotonic() + BUDGET
        for article in articles:
            if article.key in known or not article.url or self._is_old(article, now):
                done.append(article)
                continue
            pages += 1
            if pages > self.most or time.monotonic() > end:
                text, reason = "", f"one poll fetches {self.most} pages at most, for {BUDGET:g} seconds"
            else:
                text, reason = self._page(article)
            reasons[reason] += bool(reason)
            done.append(article if reason else replace(article, text=text, summary=article.text))
        notes = tuple(
            f"{self.options.name}: {count} of {pages} new items keep the feed's own text: {reason}"
            for reason, count in reasons.items()
            if count
        )
        return tuple(done), notes

    def _is_old(self, article: Incoming, now: datetime) -> bool:
        limit = self.options.max_age
        if limit is None:
            return False
        return article.baseline if article.published is None else now - article.published > limit

    def _page(self, article: Incoming) -> tuple[str, str]:
        # A feed of the own network may lead to pages beside it, not to anything else in there.
        private = self.options.allow_private and host_and_port(article.url) == host_and_port(self.options.location)
        allowed = self.robots.permission(article.url, self.web, allow_private=private)
        if allowed.refusal:
            return "", allowed.refusal
        asked = Asked(article.url, None, private, accept=_PAGE_TYPES, trusted=False, gap=allowed.delay)
        try:
            answer = fetch(asked, self.web)
        except FetchError as error:
            return "", f"the page {error}"
        kind = answer.content_type.partition(";")[0].strip().lower()
        if kind and "html" not in kind:
            return "", f"the page is no web page but {kind[:40]}"
        text, reason = extract(answer.body, answer.url)
        # Where the headline opens the article it would be read twice.
        text = text.removeprefix(f"{article.title}\n")
        return text, reason or objection(text, article.text)


def extract(page: bytes, url: str, seconds: float = SECONDS) -> tuple[str, str]:
    """The text of a page's article, or why there is none."""
    # -P: the folder of the program must not hide the libraries that it imports.
    command = [sys.executable, "-P", str(_EXTRACTOR), url]
    try:
        run = subprocess.run(command, input=page, capture_output=True, timeout=seconds, check=False)  # noqa: S603  # our own program, the address is one argument
    except subprocess.TimeoutExpired:
        return "", f"the page took longer than {seconds:g} seconds to read"
    except (OSError, ValueError) as error:
        return "", f"the page could not be read ({type(error).__name__})"
    if run.returncode:
        return "", "the page could not be read: it is made so that reading it fails"
    return tidy(safe(run.stdout.decode("utf-8", errors="replace")))[:LONGEST_TEXT], ""
