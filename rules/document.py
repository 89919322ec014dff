"""What a rule may see of a text."""

from typing import Protocol


class Document(Protocol):
    """A text with a title. Offsets in hits count code points of these two strings as they are."""

    @property
    def title(self) -> str:
        """The headline; may be empty."""

    @property
    def text(self) -> str:
        """The body; may be empty."""

    @property
    def language(self) -> str:
        """ISO 639-1 code, or an empty string when it is not known."""
