"""`console://` prints alerts to the terminal."""

import sys
from typing import Any, ClassVar

from apprise import NotifyFormat
from apprise.plugins.base import NotifyBase


class Console(NotifyBase):  # type: ignore[misc]  # Apprise counts as untyped
    """Writes each message to standard output."""

    service_name = "Console"
    protocol = "console"
    notify_format = NotifyFormat.TEXT
    request_rate_per_sec = 0
    body_maxlen = 1_000_000
    templates: ClassVar[tuple[str, ...]] = ("{schema}://",)

    def url(self, privacy: bool = False, *args: Any, **kwargs: Any) -> str:  # noqa: ARG002 - the interface of Apprise
        """The address."""
        return "console://"

    def send(self, body: str, title: str = "", **kwargs: Any) -> bool:  # noqa: ARG002 - the interface of Apprise
        """Print the body, which begins with the subject; characters the terminal cannot show become `?`."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        try:
            sys.stdout.write(body.encode(encoding, "replace").decode(encoding) + "\n\n")
            sys.stdout.flush()
        except OSError as error:
            self.logger.warning("the terminal cannot be written to: %s", error.strerror or error)
            return False
        return True

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """`console://` takes nothing more."""
        return {"schema": "console"} if url.strip().rstrip("/").lower() == "console:" else None
