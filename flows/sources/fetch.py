"""Fetch one document over HTTP from a server that nobody trusts.

Every hop is checked and then connected to at the very address that was checked; there is a limit to its time, to its
size as unpacked, and to the number of its hops. Nothing of the environment (proxies, netrc) is used.
"""

import asyncio
import functools
import hashlib
import ssl
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from flows.domain import FeedState
from flows.sources.addresses import ForbiddenAddressError, IpAddress, resolve
from flows.sources.links import shown

AGENT = "sanctions-watch (feed reader)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience a server gets."""

    connect: float = 10.0
    """Seconds until the connection stands."""
    read: float = 15.0
    """Seconds between two pieces of the answer."""
    total: float = 45.0
    """Seconds for everything, redirects included."""
    size: int = 5_000_000
    """Bytes of the body, unpacked."""
    hops: int = 5
    """Redirects followed."""


PATIENT = Limits()
"""What a server gets unless somebody says otherwise."""


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


class FetchError(Exception):
    """The document could not be fetched; the text says why, without secrets."""


def body_hash(body: bytes) -> str:
    """What two equal bodies share."""
    return hashlib.sha256(body).hexdigest()


def fetch(url: str, state: FeedState | None = None, *, allow_private: bool = False, limits: Limits = PATIENT) -> Answer:
    """Get a document, unless it has not changed since `state`. Must not be called from a running event loop.

    Raises:
        FetchError: for whatever reason there is no usable answer.
    """
    return asyncio.run(_within_limits(url, state, allow_private, limits))


async def _within_limits(url: str, state: FeedState | None, allow_private: bool, limits: Limits) -> Answer:
    try:
        async with asyncio.timeout(limits.total):
            return await _follow(url, state, allow_private, limits)
    except TimeoutError:
        raise FetchError(f"took longer than {limits.total:g} seconds") from None
    except ForbiddenAddressError as error:
        raise FetchError(str(error)) from None
    except httpx.TimeoutException as error:
        kind = "connection" if isinstance(error, httpx.ConnectTimeout) else "answer"
        raise FetchError(f"no {kind} in time") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FetchError(f"cannot be reached: {reason}") from None


async def _follow(url: str, state: FeedState | None, allow_private: bool, limits: Limits) -> Answer:
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    async with httpx.AsyncClient(verify=_tls(), timeout=timeout, trust_env=False, follow_redirects=False) as client:
        target = httpx.URL(url)
        for hop in range(limits.hops + 1):
            _check(target, redirected=hop > 0, allow_private=allow_private)
            async with _visit(client, target, state, allow_private) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    target = httpx.URL(urljoin(str(target), response.headers["location"]))
                    continue
                return await _take(response, target, state, limits)
        raise FetchError(f"redirects more than {limits.hops} times")


def _check(target: httpx.URL, *, redirected: bool, allow_private: bool) -> None:
    if target.scheme not in _PORTS or not target.host:
        raise FetchError(f"leads to {shown(str(target))}, which is no http or https address")
    # A port that the user wrote is meant; one that a server names may be any service of anybody.
    if redirected and not allow_private and target.port not in (None, *_PORTS.values()):
        raise FetchError(f"redirects to port {target.port}, which is not one of the web")


@asynccontextmanager
async def _visit(
    client: httpx.AsyncClient, target: httpx.URL, state: FeedState | None, allow_private: bool
) -> AsyncIterator[httpx.Response]:
    port = target.port or _PORTS[target.scheme]
    addresses = await resolve(target.host, port, allow_private=allow_private)
    headers = {"Host": target.netloc.decode("ascii"), "User-Agent": AGENT, "Accept-Encoding": "gzip"}
    headers["Accept"] = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
    if state is not None and state.etag:
        headers["If-None-Match"] = state.etag
    if state is not None and state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
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
    if response.status_code == httpx.codes.NOT_MODIFIED:
        return Answer(url=str(target), unchanged=True)
    if response.status_code != httpx.codes.OK:
        wait = response.headers.get("retry-after", "")
        later = f"; asks to wait {wait[:40]}" if wait else ""
        raise FetchError(f"answered {response.status_code} {response.reason_phrase}{later}")
    body = await _read(response, limits.size)
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


async def _read(response: httpx.Response, size: int) -> bytes:
    """The body, unpacked piece by piece: a few hundred bytes can stand for gigabytes."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"is packed as '{encoding[:20]}', though only gzip was asked for")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in encoding else None
    body = bytearray()
    async for piece in response.aiter_raw():
        try:
            body += unpacker.decompress(piece, size + 1 - len(body)) if unpacker else piece
        except zlib.error:
            raise FetchError("says it is packed as gzip, and is not") from None
        if len(body) > size:
            raise FetchError(f"is larger than {size:,} bytes")
    if unpacker and body and not unpacker.eof:
        raise FetchError("breaks off in the middle")
    return bytes(body)


@functools.cache
def _tls() -> ssl.SSLContext:
    # Made once: it reads all root certificates.
    return httpx.create_ssl_context(trust_env=False)
