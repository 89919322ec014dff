"""The body of an answer, unpacked piece by piece: a few hundred bytes can stand for gigabytes."""

import zlib

import httpx

from flows.domain import PollOutcome


class FetchError(Exception):
    """The document could not be fetched; the text says why, without secrets."""

    def __init__(
        self,
        message: str,
        outcome: PollOutcome = PollOutcome.REFUSED,
        *,
        retry_after: str = "",
        temporary: bool = False,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        """What kind of failure it is."""
        self.retry_after = retry_after
        """The server's own word (Retry-After) on when to come back."""
        self.temporary = temporary
        """True when another attempt in a moment may succeed: a connection that broke."""


async def read_body(response: httpx.Response, size: int) -> bytes:
    """At most `size` bytes of the body, unpacked.

    Raises:
        FetchError: it is larger, packed in a way that was not asked for, or breaks off.
    """
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
        raise FetchError("breaks off in the middle", PollOutcome.TEMPORARY, temporary=True)
    return bytes(body)
