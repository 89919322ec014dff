"""Untrusted markup to plain text: nothing of a page's code, all of its words, one line per block."""

import re
from html import unescape
from html.parser import HTMLParser

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|div|fig(?:ure|caption)|footer|form|h[1-6]|header|hr|li|main|nav"
    "|[ou]l|p|pre|section|table|t[dhr]"
)
_SILENT = re.compile("applet|embed|head|iframe|math|noscript|object|script|style|svg|template|textarea")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&#?\w{1,31};")
_SPACE = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n{3,}")
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
DEEPEST = 10
"""Nested elements whose words are dropped; deeper nesting is an attack and changes nothing."""


def safe(text: str) -> str:
    """The same text, of the same length, with NUL and lone surrogates replaced: they cannot be stored or printed."""
    return _UNSAFE.sub("\ufffd", text)


def tidy(text: str) -> str:
    """Text with single spaces, at most one empty line in a row, and without characters that steer a terminal."""
    text = _CONTROL.sub("", safe(text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def plain(markup: str) -> str:
    """The words of an HTML fragment, or of plain text; blocks end lines, entities are decoded, code is dropped."""
    if not _MARKUP.search(markup):
        return tidy(markup)
    reader = _Words()
    reader.feed(safe(markup))
    reader.close()
    return tidy("".join(reader.parts))


def quoted(text: str, longest: int = 80) -> str:
    """Untrusted text fit for a message: in quotes, cut, without characters that steer a terminal."""
    return "'" + "".join(ch if ch.isprintable() else "?" for ch in text[:longest]) + "'"


def one_line(markup: str) -> str:
    """A title without its markup, on one line. Feeds often escape it twice, so that is undone twice."""
    return " ".join(plain(unescape(markup)).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's
        if _SILENT.fullmatch(tag):
            if len(self._silent) < DEEPEST:
                self._silent.append(tag)
        elif _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # ditto
        if _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            # Whatever was opened inside and never closed ends here.
            del self._silent[self._silent.index(tag) :]
        elif _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line break inside running text is a space to HTML.
            self.parts.append(data.replace("\n", " "))

    def unknown_decl(self, data: str) -> None:
        # Feeds wrap text in CDATA a second time.
        if data.startswith("CDATA[") and not self._silent:
            self.parts.append(data[6:])
