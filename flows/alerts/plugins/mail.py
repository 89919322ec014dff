"""`mailto://` and `mailtos://` send e-mail with our own plain text beside our HTML, over TLS unless told otherwise.

Three things differ from Apprise's plug-in, whose addresses and defaults for known providers stay as documented there:
the plain part is ours and not derived from the HTML; a `mailto://` without `mode=` uses STARTTLS, where Apprise would
send the password in the clear; and a failure names its reason.
"""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

from apprise import NotifyFormat
from apprise.plugins.email.base import NotifyEmail

from flows.alerts.cleaning import cut, one_line
from flows.alerts.listening import note_unanswered
from flows.alerts.plugins.letter import compose, letter_in


class Mail(NotifyEmail):  # type: ignore[misc]  # Apprise counts as untyped
    """An e-mail to one or several receivers, in one transaction."""

    request_rate_per_sec = 0
    """Apprise's own pause between two messages; the pace of the account (`pace.Pace`) takes its place."""

    def send(self, body: str, title: str = "", notify_type: Any = None, attach: Any = None, **kwargs: Any) -> bool:
        """Send one message to all receivers.

        Accepted by some and refused for others counts as sent, with a warning that names the refused: trying again
        would only repeat it to those who have it.
        """
        letter = letter_in(attach)
        if letter is None or self.pgp_mode != "no":
            return bool(super().send(body=body, title=title, notify_type=notify_type, **kwargs))
        html = body if self.notify_format == NotifyFormat.HTML else ""
        try:
            message = compose(
                letter,
                title,
                html,
                (self.from_addr[0] or self.app_id, self.from_addr[1]),
                [(name or "", address) for name, address in self.targets],
            )
        except ValueError as error:
            self.logger.warning("the message cannot be written: %s", error)
            return False
        self._dress(message)
        try:
            refused = self._post(message)
        except (OSError, smtplib.SMTPException) as error:
            self.logger.warning("%s", self._reason(error))
            return False
        for address, answer in refused.items():
            self.logger.warning("refused for %s: %s", address, _answer(*answer))
        return True

    def _dress(self, message: EmailMessage) -> None:
        """Headers that the address asks for (`cc=`, `reply=`, `+Name=value`)."""
        if self.cc:
            message["Cc"] = ", ".join(sorted(self.cc))
        if self.reply_to:
            message["Reply-To"] = ", ".join(sorted(self.reply_to))
        for name, value in self.headers.items():
            if name not in message:
                message[name] = one_line(value)

    def _post(self, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
        receivers = [*(address for _, address in self.targets), *sorted(self.cc), *sorted(self.bcc)]
        context = ssl.create_default_context()
        if not self.verify_certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        place, seconds = (self.smtp_host, self.port), self.socket_connect_timeout
        if self.secure_mode == "ssl":
            server: _Listener = _SecureListener(*place, timeout=seconds, context=context)
        else:
            server = _Listener(*place, timeout=seconds)
        server.patience = max(seconds, self.socket_read_timeout)
        try:
            if self.secure_mode == "starttls":
                server.starttls(context=context)
            if self.user and self.password:
                server.login(self.user, self.password)
            return server.sendmail(self.from_addr[1], list(dict.fromkeys(receivers)), message.as_bytes())
        finally:
            # A message that was taken is taken, whatever the server makes of the farewell.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _reason(self, error: OSError | smtplib.SMTPException) -> str:
        """What went wrong, in words, with the server's own answer."""
        where = f"{self.smtp_host}:{self.port}"
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            answers = "; ".join(f"{address}: {_answer(*answer)}" for address, answer in error.recipients.items())
            return f"{where} takes no message for {answers}"
        if isinstance(error, Unanswered):
            return f"{where} was given the whole message and has not said whether it takes it: {error}"
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return f"{where} refuses the user name or password: {_answer(error.smtp_code, error.smtp_error)}"
        if isinstance(error, smtplib.SMTPResponseException):
            return f"{where} refuses the message: {_answer(error.smtp_code, error.smtp_error)}"
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return f"{where} offers no {'encryption (STARTTLS)' if 'STARTTLS' in str(error) else 'login'}: {error}"
        if isinstance(error, ssl.SSLError):
            return f"no trusted encrypted connection to {where}: {getattr(error, 'verify_message', '') or error.reason}"
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"{where} does not answer within {self.socket_connect_timeout:g} seconds"
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return f"{where} has closed the connection"
        return f"no connection to {where}: {getattr(error, 'strerror', None) or error}"

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """As Apprise reads it, with TLS unless `mode=insecure` says otherwise."""
        results: dict[str, Any] | None = NotifyEmail.parse_url(url)
        if results and not results.get("secure_mode"):
            results["secure"] = True
        return results


class Unanswered(smtplib.SMTPServerDisconnected):
    """The message was on its way when the connection was lost: it may have arrived (RFC 5321, section 4.2.5)."""


class _Listener(smtplib.SMTP):
    """Knows whether a message that was not acknowledged may have arrived all the same."""

    patience = 60.0
    """Seconds for the answer to a whole message: servers look into it before they take it."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As smtplib sends it."""
        if self.sock is not None:
            self.sock.settimeout(self.patience)
        try:
            code, answer = super().data(msg)
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            note_unanswered()
            raise Unanswered(str(error)) from error
        if code < 0:  # no answer in the sense of SMTP
            note_unanswered()
        return code, answer


class _SecureListener(_Listener, smtplib.SMTP_SSL):
    """The same from the first byte in TLS."""


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return cut(one_line(f"{code} {words}"), 200)
