"""Run as a program of its own: a web page on standard input, the text of its article on standard output.

A page can be made so that an extractor never ends or takes all memory; a process can be ended and limited, a thread
cannot. Nothing but the extractor is imported here, so that it starts fast.
"""

import resource
import sys

MEMORY = 1_500_000_000
"""Bytes of address space; an ordinary page needs a tenth of it."""


def main() -> None:
    """Read the page, write the text; an empty text where no article is found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    page = sys.stdin.buffer.read()
    import trafilatura  # noqa: PLC0415  # after the limit is set

    url = sys.argv[1] if len(sys.argv) > 1 else None
    text = trafilatura.extract(page, url=url, fast=True, include_comments=False, include_tables=False)
    sys.stdout.buffer.write((text or "").encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
