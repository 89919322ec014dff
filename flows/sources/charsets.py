"""Which encoding a feed is truly in, where what it declares makes nonsense of it."""

import re
from collections.abc import Iterator

_DECLARED = re.compile(rb"""<\?xml[^>]{0,80}\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_OF_ANSWER = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "iso-8859-1": "cp1252", "latin-1": "cp1252",
    "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252", "big5": "big5hkscs",
}  # fmt: skip
"""What is declared, and the wider encoding that is meant by it on the web (WHATWG Encoding, its labels)."""
_WESTERN = frozenset({"cp1252", "iso8859-15", "iso-8859-15"})
_NO_WESTERN = ("cp949", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp1251", "koi8_r")
"""What a feed of the watch may be in when it is neither UTF-8 nor Western."""
_MOJIBAKE = re.compile("[\u00a1-\u00ff]{4}")
"""Four accented letters in a row are no Western word; Cyrillic and CJK read as Western are full of them."""
_MANY = 8
"""Words from which that is no accident."""
_SAMPLE = 60_000
"""Bytes that are looked at to find the encoding; detection takes about a second for each megabyte."""
_FEW = 0.002
"""Share of characters that may be broken in a text that is UTF-8 all the same: one cut in two, a stray byte."""


def declared_charset(body: bytes, content_type: str) -> str:
    """What the bytes say of themselves, the answer before the document (RFC 7303); empty when neither says anything."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    of_answer = _OF_ANSWER.search(content_type)
    if of_answer:
        return of_answer.group(1).lower()
    of_document = _DECLARED.match(body[:200].lstrip())
    return of_document.group(1).decode("ascii").lower() if of_document else ""


def true_charset(body: bytes, content_type: str) -> str:
    """The encoding to read a feed in where that is another one than it declares; empty where it is as declared."""
    if b"\x00" in body[:200]:
        return ""
    declared = declared_charset(body, content_type)
    meant = _WIDER.get(declared, declared) or "utf-8"
    if body.isascii():
        return ""
    text = _decoded(body, meant)
    if text is not None:
        if meant.startswith("utf"):
            return ""
        if _decoded(body, "utf-8") is not None and not _is_east_asian(meant):
            return "utf-8"
        if meant not in _WESTERN or len(_MOJIBAKE.findall(text[:_SAMPLE])) < _MANY:
            return ""
        return _detected(body, _NO_WESTERN)
    if _decoded(body, "utf-8") is not None:
        return "utf-8"
    if meant.startswith("utf-8") and _nearly_utf8(body):
        return "utf-8"
    return _detected(body, _NO_WESTERN) or "cp1252"


def decoded(body: bytes, charset: str) -> str:
    """The text in that encoding; what does not fit it becomes the replacement character."""
    text = body.decode(charset, errors="replace")
    # The declaration would contradict the encoding that the text is given from here on.
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text, count=1)


def _is_east_asian(charset: str) -> bool:
    return charset in _NO_WESTERN[:5] or charset.startswith(("euc", "gb", "big5", "shift", "iso-2022"))


def _decoded(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    others = sum(ch > "\x7f" for ch in text) - broken
    return broken <= _FEW * len(text) and others > broken


def _detected(body: bytes, among: tuple[str, ...]) -> str:
    # Imported here: it is needed for one feed in a hundred.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = b" ".join(_foreign_lines(body))[:_SAMPLE]
    found = from_bytes(sample, cp_isolation=list(among), preemptive_behaviour=False).best()
    name = found.encoding if found is not None else ""
    return name if name and _decoded(body, name) is not None and _reads_well(body.decode(name)) else ""


def _foreign_lines(body: bytes) -> Iterator[bytes]:
    """The pieces of text that say something about the encoding: markup and English only dilute it."""
    for piece in re.split(rb"[<>\r\n]+", body):
        if not piece.isascii() and len(piece) > 3:  # noqa: PLR2004  # a stray letter proves nothing
            yield piece


def _reads_well(text: str) -> bool:
    """Whether most of what is not ASCII are letters of Cyrillic, Hangul, kana or Han."""
    foreign = [ch for ch in text[:_SAMPLE] if ch > "\x7f"]
    known = sum(
        "\u0400" <= ch <= "\u04ff" or "\u3040" <= ch <= "\u9fff" or "\uac00" <= ch <= "\ud7a3" for ch in foreign
    )
    return len(foreign) >= _MANY and known > 0.8 * len(foreign)  # punctuation is the rest
