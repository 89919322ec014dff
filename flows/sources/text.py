"""Untrusted markup to plain text: nothing of a page's code, all of its words, one line per block."""

import re
from html import unescape

from lxml import etree

from flows.domain.text import STEERING, safe

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|div|fig(?:ure|caption)|footer|form|h[1-6]|header|hr|li|main|nav"
    "|[ou]l|p|pre|section|table|t[dhr]"
)
_SILENT = re.compile("applet|embed|head|iframe|math|noscript|object|script|style|svg|template|textarea")
_EMPTY = ("br", "hr")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&#?\w{1,31};")
_BLANK = re.compile(r"\n{3,}")
_STEERING = re.compile(f"[{STEERING}]")


def tidy(text: str) -> str:
    """Text with single spaces, at most one empty line in a row, and without characters that steer a terminal."""
    text = safe(text).replace("\r\n", "\n").replace("\r", "\n")
    # What steers is never printable: to ask that first is some times faster than to look for it.
    if not text.replace("\n", "").isprintable():
        text = _STEERING.sub("", text)
    # Some times faster than a pattern, and most of what reading a feed takes beside parsing it.
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def plain(markup: str) -> str:
    """The words of an HTML fragment, or of plain text; blocks end lines, entities are decoded, code is dropped.

    libxml2 reads it, in time proportional to its length whatever it holds; the parser of the standard library takes
    38 seconds for 60 kilobytes of `<a `.
    """
    if ("<" not in markup and "&" not in markup) or not _MARKUP.search(markup):
        return tidy(markup)
    words = _Words()
    # Feeds wrap text in CDATA a second time; to HTML that is a comment.
    unwrapped = safe(markup).replace("<![CDATA[", "").replace("]]>", "")
    parser = etree.HTMLParser(target=words, recover=True, no_network=True)
    try:
        parser.feed(unwrapped)
        parser.close()
    except etree.LxmlError:
        # There is nothing in it that could be text.
        return tidy("".join(words.parts))
    return tidy("".join(words.parts))


def quoted(text: str, longest: int = 80) -> str:
    """Untrusted text fit for a message: in quotes, cut, without characters that steer a terminal."""
    return "'" + "".join(ch if ch.isprintable() else "?" for ch in text[:longest]) + "'"


def plain_line(markup: str) -> str:
    """A title without its markup, on one line. Feeds often escape it twice, so that is undone twice."""
    return " ".join(plain(unescape(markup)).split())


class _Words:
    """What libxml2 tells of the markup it reads: the names of these methods are its own."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._silent = 0

    def start(self, tag: str, _attributes: object) -> None:
        if _SILENT.fullmatch(tag):
            self._silent += 1
        elif _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def end(self, tag: str) -> None:
        if _SILENT.fullmatch(tag):
            self._silent -= 1
        elif tag not in _EMPTY and _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def data(self, data: str) -> None:
        if not self._silent:
            # A line break inside running text is a space to HTML.
            self.parts.append(data.replace("\n", " "))

    def close(self) -> None:
        """Nothing is left to do at the end."""
