"""Fetch one document over HTTP from a server that nobody trusts.

Every hop is checked and then connected to at the very address that was checked; there is a limit to its time, to its
size as unpacked, and to the number of its hops. Nothing of the environment (proxies, netrc) is used.
"""

import asyncio
import functools
import hashlib
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import httpx

from flows.domain import FeedState, PollOutcome
from flows.sources.addresses import ForbiddenAddressError, IpAddress, resolve
from flows.sources.body import FetchError, read_body
from flows.sources.links import shown
from flows.sources.politeness import Turns

AGENT = "sanctions-watch (feed reader)"
FEED_TYPES = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_PORTS = {"http": 80, "https": 443}
_ASK_LATER = frozenset({408, 425, 429})
"""Refusals that are meant for now, beside those of servers in trouble."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience a server gets."""

    connect: float = 10.0
    """Seconds until the connection stands."""
    read: float = 15.0
    """Seconds between two pieces of the answer."""
    total: float = 45.0
    """Seconds for everything, redirects included; waiting for a turn is not counted."""
    size: int = 5_000_000
    """Bytes of the body, unpacked."""
    hops: int = 5
    """Redirects followed."""


PATIENT = Limits()
"""What a server gets unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Web:
    """How this program behaves on the web."""

    limits: Limits = PATIENT
    turns: Turns = field(default_factory=Turns)
    agent: str = AGENT
    """What it calls itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the web."""

    url: str
    state: FeedState | None = None
    """What is known of the document already: it is given only if it has changed."""
    allow_private: bool = False
    accept: str = FEED_TYPES
    trusted: bool = True
    """False when a server named the address, not the user."""
    gap: float = 0.0
    """Seconds until the host is asked again, where it wants more than is usual; redirects on it wait as well."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    body: bytes = b""
    url: str = ""
    """Where it came from in the end."""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    unchanged: bool = False
    """True when there is nothing new since the state that was sent."""
    moved: str = ""
    """Where it has moved for good; empty when it has not."""


def body_hash(body: bytes) -> str:
    """What two equal bodies share."""
    return hashlib.sha256(body).hexdigest()


def fetch(asked: Asked, web: Web | None = None) -> Answer:
    """Get a document, unless it has not changed. Must not be called from a running event loop.

    Raises:
        FetchError: for whatever reason there is no usable answer.
    """
    return asyncio.run(_within_limits(asked, web or Web()))


async def _within_limits(asked: Asked, web: Web) -> Answer:
    try:
        async with asyncio.timeout(web.limits.total) as clock:
            return await _follow(asked, web, clock)
    except TimeoutError:
        raise FetchError(f"took longer than {web.limits.total:g} seconds", PollOutcome.TEMPORARY) from None
    except ForbiddenAddressError as error:
        raise FetchError(str(error)) from None
    except httpx.TimeoutException as error:
        kind = "connection" if isinstance(error, httpx.ConnectTimeout) else "answer"
        raise FetchError(f"no {kind} in time", PollOutcome.TEMPORARY) from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"cannot be reached: {_first_line(error)}") from None
    except (httpx.HTTPError, OSError) as error:
        message = f"cannot be reached: {_first_line(error)}"
        raise FetchError(message, PollOutcome.TEMPORARY, temporary=True) from None


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


async def _follow(asked: Asked, web: Web, clock: asyncio.Timeout) -> Answer:
    limits = web.limits
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    async with (
        httpx.AsyncClient(verify=_tls(), timeout=timeout, trust_env=False, follow_redirects=False) as client,
        AsyncExitStack() as turn,
    ):
        target, moved, seen, host = httpx.URL(asked.url), "", {asked.url}, ""
        only_for_good, circle = True, False
        for hop in range(limits.hops + 1):
            _check(target, redirected=hop > 0 or not asked.trusted, allow_private=asked.allow_private)
            # To follow a redirect on the same host is still the same question: the pause comes after its answer.
            if asked.gap or host != _host(target):
                await turn.aclose()
                host = _host(target)
                await turn.enter_async_context(_turn(host, asked, web, clock))
            async with _visit(client, target, asked, web) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    answer = await _take(response, target, asked.state, limits)
                    return replace(answer, moved=moved)
                only_for_good = only_for_good and response.status_code in _FOR_GOOD
                safe_before = target.scheme == "https"
                target = httpx.URL(urljoin(str(target), response.headers["location"])).copy_with(fragment=None)
                # Never for good from a protected address to an unprotected one: that would last.
                only_for_good = only_for_good and not (safe_before and target.scheme == "http")
                moved = str(target) if only_for_good else moved
                circle = circle or str(target) in seen
                seen.add(str(target))
        raise FetchError("redirects in a circle" if circle else f"redirects more than {limits.hops} times")


def _check(target: httpx.URL, *, redirected: bool, allow_private: bool) -> None:
    if target.scheme not in _PORTS or not target.host:
        raise FetchError(f"leads to {shown(str(target))}, which is no http or https address")
    # A port that the user wrote is meant; one that a server names may be any service of anybody.
    if redirected and not allow_private and target.port not in (None, *_PORTS.values()):
        raise FetchError(f"redirects to port {target.port}, which is not one of the web")


def _host(target: httpx.URL) -> str:
    """With its port, where that is not the usual one."""
    return target.netloc.decode("ascii").lower()


@asynccontextmanager
async def _turn(host: str, asked: Asked, web: Web, clock: asyncio.Timeout) -> AsyncIterator[None]:
    """The host to oneself. Its own slowness is on the clock, the queue before it is not."""
    loop = asyncio.get_running_loop()
    left = (clock.when() or 0) - loop.time()
    clock.reschedule(None)
    async with web.turns.turn(host, asked.gap):
        clock.reschedule(loop.time() + left)
        yield


@asynccontextmanager
async def _visit(client: httpx.AsyncClient, target: httpx.URL, asked: Asked, web: Web) -> AsyncIterator[httpx.Response]:
    port = target.port or _PORTS[target.scheme]
    addresses = await resolve(target.host, port, allow_private=asked.allow_private)
    headers = {"Host": target.netloc.decode("ascii"), "User-Agent": web.agent, "Accept-Encoding": "gzip"}
    headers["Accept"] = asked.accept
    if asked.state is not None and asked.state.etag:
        headers["If-None-Match"] = asked.state.etag
    if asked.state is not None and asked.state.last_modified:
        headers["If-Modified-Since"] = asked.state.last_modified
    response = await _connect(client, target, addresses, headers)
    try:
        yield response
    finally:
        await response.aclose()


async def _connect(
    client: httpx.AsyncClient, target: httpx.URL, addresses: list[IpAddress], headers: dict[str, str]
) -> httpx.Response:
    for attempt, address in enumerate(addresses, start=1):
        # The name is not looked up again: it could lead elsewhere the second time.
        request = client.build_request(
            "GET", target.copy_with(host=str(address)), headers=headers, extensions={"sni_hostname": target.host}
        )
        try:
            return await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if attempt == len(addresses):
                raise
    raise FetchError("has no address")


async def _take(response: httpx.Response, target: httpx.URL, state: FeedState | None, limits: Limits) -> Answer:
    status = response.status_code
    if status == httpx.codes.NOT_MODIFIED:
        return Answer(url=str(target), unchanged=True)
    if status != httpx.codes.OK:
        wait = response.headers.get("retry-after", "")[:40]
        later = f"; asks to wait {wait}" if wait else ""
        raise FetchError(f"answered {status} {response.reason_phrase}{later}", _kind(status), retry_after=wait)
    body = await read_body(response, limits.size)
    digest = body_hash(body)
    return Answer(
        body=body,
        url=str(target),
        content_type=response.headers.get("content-type", ""),
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
        body_hash=digest,
        unchanged=state is not None and state.body_hash == digest,
    )


def _kind(status: int) -> PollOutcome:
    if status == httpx.codes.GONE:
        return PollOutcome.GONE
    is_for_now = status in _ASK_LATER or httpx.codes.is_server_error(status)
    return PollOutcome.TEMPORARY if is_for_now else PollOutcome.PERMANENT


@functools.cache
def _tls() -> ssl.SSLContext:
    # Made once: it reads all root certificates.
    return httpx.create_ssl_context(trust_env=False)
