"""`eml:///folder` writes each alert as an e-mail file, with its HTML beside it, instead of sending it."""

from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

from apprise import NotifyFormat
from apprise.plugins.base import NotifyBase

from flows.alerts.plugins.letter import Letter, compose, handle, letter_in

SENDER = ("Sanctions Watch", "sanctions-watch@localhost.invalid")
RECEIVER = ("", "reader@localhost.invalid")


class EmlFolder(NotifyBase):  # type: ignore[misc]  # Apprise counts as untyped
    """Writes `<alert>.eml` (plain text and HTML) and `<alert>.html` into a folder that it creates."""

    service_name = "E-mail files"
    protocol = "eml"
    notify_format = NotifyFormat.HTML
    request_rate_per_sec = 0
    attachment_support = True
    body_maxlen = 1_000_000
    templates: ClassVar[tuple[str, ...]] = ("{schema}://{folder}",)

    def __init__(self, folder: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(folder).expanduser()

    def url(self, privacy: bool = False, *args: Any, **kwargs: Any) -> str:  # noqa: ARG002 - the interface of Apprise
        """The address."""
        return f"eml://{self.folder}"

    def path_for(self, alert: str) -> Path:
        """Where the e-mail of an alert stands once it is written."""
        return self.folder / f"{handle(alert)}.eml"

    def send(self, body: str, title: str = "", attach: Any = None, **kwargs: Any) -> bool:  # noqa: ARG002 - the interface of Apprise
        """Write both files; a message written twice replaces itself."""
        letter = letter_in(attach) or Letter(body, "message", "message", 1)
        path = self.path_for(letter.alert)
        message = compose(letter, title, body, SENDER, [RECEIVER])
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(path, message.as_bytes())
            _write(path.with_suffix(".html"), body.encode("utf-8"))
        except OSError as error:
            self.logger.warning("the folder %s cannot be written: %s", self.folder, error.strerror or error)
            return False
        return True

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """The folder is all that follows `eml://`; relative ones count from the working directory."""
        folder = unquote(url.partition("://")[2].partition("?")[0])
        return {"schema": "eml", "folder": folder} if folder.strip("/ ") else None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a reader never sees half a file."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
