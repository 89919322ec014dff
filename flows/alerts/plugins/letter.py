"""An e-mail with two bodies: our HTML and our own plain text. How they travel through Apprise and become a message.

Apprise hands a plug-in one body. The plain text therefore travels as an attachment that our plug-ins know and unpack;
deriving it from the HTML, as Apprise's own e-mail plug-in does, loses the layout.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from apprise.attachment.memory import AttachMemory

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


class Letter(AttachMemory):  # type: ignore[misc]  # Apprise counts as untyped
    """The plain text of an e-mail, with what its headers need."""

    def __init__(self, plain: str, alert: str, story: str, number: int) -> None:
        super().__init__(content=plain, name=f"{handle(alert)}.txt", mimetype="text/plain")
        self.plain = plain
        self.alert = alert
        self.story = story
        self.number = number


def letter_in(attachments: Iterable[object] | None) -> Letter | None:
    """The letter among the attachments of a call; None when there is none."""
    return next((part for part in attachments or () if isinstance(part, Letter)), None)


def handle(name: str) -> str:
    """A name fit for files and message ids; names that differ stay different."""
    safe = _UNFIT.sub("_", name).lstrip(".")[:80]
    if safe and safe == name:
        return safe
    return f"{safe}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def compose(
    letter: Letter, subject: str, html: str, sender: tuple[str, str], recipients: Iterable[tuple[str, str]]
) -> EmailMessage:
    """The message: plain text first, HTML as the better alternative (RFC 2046, section 5.1.4).

    `sender` and `recipients` are (name, address). An empty `html` gives plain text alone. Message ids depend on the
    alert and its receivers only: a message that is sent twice can be recognised, and the alerts of one story stand in
    one thread. Raises ValueError for an address that is none.
    """
    recipients = tuple(recipients)
    name, address = sender
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = Address(name, addr_spec=address)
    message["To"] = [Address(shown, addr_spec=target) for shown, target in recipients] or "undisclosed-recipients:;"
    message["Date"] = format_datetime(datetime.now(UTC))
    key = ",".join(sorted(target for _, target in recipients))
    message["Message-ID"] = _message_id(letter.alert, key, address)
    if letter.number > 1:
        thread = _message_id(f"{letter.story}.1", key, address)
        message["In-Reply-To"] = thread
        message["References"] = thread
    message["Auto-Submitted"] = "auto-generated"
    message["X-Sanctions-Watch-Alert"] = handle(letter.alert)
    message.set_content(letter.plain, cte="quoted-printable")
    if html:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def _message_id(alert: str, key: str, sender: str) -> str:
    token = hashlib.sha256(f"{alert}\n{key}".encode("utf-8", "replace")).hexdigest()[:24]
    return f"<{token}@{sender.rpartition('@')[2]}>"
