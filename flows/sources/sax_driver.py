"""A SAX driver for feedparser: expat that hands a run of text over as one piece.

Left alone, expat reports each entity and each line by itself. Feeds escape the markup of their texts, so that a
feed of one megabyte arrives in 80,000 pieces, and handling these costs more than all the rest of reading it.
"""

from xml.sax import expatreader

NAME = __name__
"""What `xml.sax.make_parser` knows it by."""


class BufferedExpat(expatreader.ExpatParser):
    """The parser of the standard library, with its buffer for text switched on."""

    def reset(self) -> None:
        """Begin a document."""
        super().reset()
        self._parser.buffer_text = True  # type: ignore[attr-defined]  # typeshed does not tell of it


def create_parser() -> BufferedExpat:
    """What `xml.sax.make_parser` calls."""
    return BufferedExpat()
