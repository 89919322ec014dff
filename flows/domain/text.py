"""What no text may hold, wherever it came from and wherever it goes. All texts of sources are untrusted."""

import re

STEERING = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""Inside the brackets of a pattern: what steers a terminal, turns the direction of writing, or hides words.

Line breaks, tabs and the joiners that scripts need are not among them.
"""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def safe(text: str) -> str:
    """The same text, of the same length, with NUL and lone surrogates replaced: they cannot be stored or printed."""
    # Nearly all texts are; to ask that is fifty times faster than to look for what is not.
    if "\x00" not in text and (text.isascii() or _is_encodable(text)):
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
