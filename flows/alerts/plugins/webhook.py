"""`json://` and `jsons://` post the alert itself, in the published shape (docs/schemas).

Apprise's plug-in, whose addresses stay as documented there, wraps the text in an object of its own as a string: the
receiver would have to unpack JSON from JSON, and no schema could describe it. A failure names its reason, too.
"""

from typing import Any

import requests
from apprise.plugins.custom_json import NotifyJSON

from flows.alerts.cleaning import cut, one_line

MAX_ANSWER = 200
"""Characters of an answer that are told."""


class Webhook(NotifyJSON):  # type: ignore[misc]  # Apprise counts as untyped
    """Sends the body as it is; the address may add headers (`+Name=value`) and name the method."""

    body_maxlen = 10_000_000
    title_maxlen = 250

    def send(self, body: str, title: str = "", **kwargs: Any) -> bool:  # noqa: ARG002 - the subject stands in the body, too
        """Send once; anything but a 2xx answer is a failure. Redirects are not followed: secrets might travel along."""
        port = f":{self.port}" if isinstance(self.port, int) else ""
        try:
            answer = requests.request(
                self.method,
                f"{'https' if self.secure else 'http'}://{self.host}{port}{self.fullpath}",
                data=body.encode(),
                params=self.params,
                headers={"User-Agent": self.app_id, "Content-Type": "application/json; charset=utf-8"} | self.headers,
                auth=(self.user, self.password or "") if self.user else None,
                verify=self.verify_certificate,
                timeout=self.request_timeout,
                allow_redirects=False,
            )
        except requests.Timeout:
            self.logger.warning("the webhook does not answer in time")
            return False
        except requests.RequestException as error:
            self.logger.warning("there is no connection to the webhook, or it broke off: %s", type(error).__name__)
            return False
        if answer.ok and not answer.is_redirect:
            return True
        told = cut(one_line(answer.text[: 5 * MAX_ANSWER]), MAX_ANSWER)
        self.logger.warning("the webhook answers %s%s", answer.status_code, f": {told}" if told else "")
        return False
