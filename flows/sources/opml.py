"""Lists of feeds as other readers write them: OPML 2.0 (opml.org/spec2.opml)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from flows.options import SourceOptions
from flows.sources.feed import is_http
from flows.sources.links import clean_link
from flows.sources.text import plain_line

LARGEST = 5_000_000
"""Bytes; ten thousand feeds take two million."""
_LONGEST_NAME = 80


class OpmlError(Exception):
    """The file is no list of feeds; the text says why."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed that a list names."""

    title: str
    """As the list calls it; its host where the list says nothing."""
    url: str
    language: str = ""


def read_opml(data: bytes) -> tuple[Listed, ...]:
    """The feeds of a list, in its order, each address once; folders are passed through.

    Raises:
        OpmlError: it is none, or is made to do harm.
    """
    if len(data) > LARGEST:
        raise OpmlError(f"is larger than {LARGEST:,} bytes")
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise OpmlError("declares entities, which no list of feeds needs")
    # Lists that programs write often hold a bare ampersand: what can be read is read.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise OpmlError(f"is no XML: {str(error)[:100]}") from None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise OpmlError("is no OPML: its outermost element is not 'opml'")
    found: dict[str, Listed] = {}
    for listed in _outlines(root):
        found.setdefault(listed.url, listed)
    return tuple(found.values())


def _outlines(root: etree._Element) -> Iterator[Listed]:
    for element in root.iter("outline"):
        given = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        address = given.get("xmlurl", "").strip()
        # What is asked is the address as it stands: some feeds need their tracking words.
        if not clean_link(address):
            continue
        title = plain_line(given.get("title") or given.get("text") or "")[:_LONGEST_NAME].strip()
        yield Listed(title, address, given.get("language", "").strip()[:2].lower())


def write_opml(sources: Iterable[SourceOptions], now: datetime) -> bytes:
    """The feeds among the sources that stand on the web, as a list."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Sanctions Watch: feeds"
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind == "feed" and is_http(source.location):
            outline = etree.SubElement(body, "outline", type="rss", text=source.name, title=source.name)
            outline.set("xmlUrl", source.location)
            if source.language:
                outline.set("language", source.language)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
