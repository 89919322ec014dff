"""Lists of feeds."""

import pytest

from flows.options import SourceOptions
from flows.sources.opml import Listed, OpmlError, read_opml, write_opml
from tests.builders import NOON

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Korea"><outline text="Wire &amp; Post" title="Wire" type="rss" xmlUrl="https://wire.example/rss?a=1&amp;b=2"/>
  <outline text="&lt;b&gt;Daily&lt;/b&gt;" type="rss" xmlURL="http://daily.example/feed" language="ko-KR"/></outline>
<outline text="Wire again" xmlUrl="https://wire.example/rss?a=1&amp;b=2"/>
<outline text="Nothing"/><outline text="Bad" xmlUrl="javascript:alert(1)"/><outline text="File" xmlUrl="file:///etc"/>
</body></opml>"""


def test_the_feeds_of_a_list_come_in_order_and_once() -> None:
    assert read_opml(LIST.encode()) == (
        Listed("Wire", "https://wire.example/rss?a=1&b=2"),
        Listed("Daily", "http://daily.example/feed", "ko"),
    )


def test_a_list_with_a_bare_ampersand_is_read_all_the_same() -> None:
    assert len(read_opml(LIST.replace("&amp;", "&").encode())) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no"),
        (b"{}", "is no"),
        (b"<rss version='2.0'/>", "is no OPML"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body/></opml>', "declares entities"),
        ('<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml/>'.encode("utf-16"), "declares entities"),
        (b"<opml>" + b" " * 5_000_001 + b"</opml>", "larger than"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(OpmlError, match=message):
        read_opml(data)


def test_what_is_written_is_read_again() -> None:
    sources = [
        SourceOptions("A & <B>", "feed", "https://wire.example/rss?a=1&b=2", language="ko"),
        SourceOptions("kept as a file", "feed", "/var/wire.xml"),
        SourceOptions("inbox", "files", "inbox"),
    ]
    written = write_opml(sources, NOON)
    assert b'<opml version="2.0">' in written
    (listed,) = read_opml(written)
    assert (listed.url, listed.language) == ("https://wire.example/rss?a=1&b=2", "ko")
