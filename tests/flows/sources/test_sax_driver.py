"""The parser below feedparser."""

import io
import xml.sax
from pathlib import Path
from xml.sax.handler import ContentHandler

import feedparser
import pytest

from flows.domain import PollOutcome
from flows.sources import sax_driver
from tests.flows.sources.feeds import ITEM, collect, rss


class Pieces(ContentHandler):
    """What is handed over as text, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def characters(self, content: str) -> None:
        self.texts.append(content)


@pytest.mark.parametrize(
    ("document", "texts"),
    [
        ("<a>R&amp;D &lt;p&gt;one\n two&lt;/p&gt; &#8212;</a>", ["R&D <p>one\n two</p> \u2014"]),
        ("<a>one<b>two</b>three</a>", ["one", "two", "three"]),
        ("<a><![CDATA[<p>one</p>\n\n<p>two</p>]]></a>", ["<p>one</p>\n\n<p>two</p>"]),
    ],
)
def test_a_run_of_text_comes_in_one_piece(document: str, texts: list[str]) -> None:
    pieces, parser = Pieces(), sax_driver.create_parser()
    parser.setContentHandler(pieces)
    parser.parse(io.StringIO(document))
    assert pieces.texts == texts


def test_feeds_are_read_with_it(tmp_path: Path) -> None:
    assert collect(tmp_path, rss(ITEM)).outcome is PollOutcome.OK
    assert isinstance(xml.sax.make_parser(feedparser.api.PREFERRED_XML_PARSERS), sax_driver.BufferedExpat)  # noqa: S317  # nothing is parsed with it
