"""Whether rules and model are still those that were read: by what their files hold, never by their dates alone."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from flows.options import ScoringOptions
from flows.scoring.blend import OPERATING_POINTS
from models.artifacts import shipped_model
from rules.packs import shipped_pack

LARGEST = 4_000_000
"""Bytes up to which a file is read for its fingerprint; larger ones, which no rule may have, count by size and date."""


def fingerprint(options: ScoringOptions) -> str:
    """SHA-256 over everything that scoring reads: rules, model, operating points, and what watch.yaml says of them.

    Takes a few milliseconds where loading takes half a second. Two copies of a file with the same contents are alike,
    whenever they were written.
    """
    digest = hashlib.sha256(repr(options).encode())
    for path in _files(options):
        digest.update(f"\0{path}\0".encode(errors="surrogateescape"))
        digest.update(_contents(path))
    return digest.hexdigest()


def _files(options: ScoringOptions) -> Iterator[Path]:
    for folder in (shipped_pack(), *options.rule_folders):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"})
    if options.use_model:
        yield from sorted((options.model_folder or shipped_model()).rglob("*"))
    yield OPERATING_POINTS


def _contents(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b"-"
        facts = path.stat()
        if facts.st_size > LARGEST:
            return f"{facts.st_size} {facts.st_mtime_ns}".encode()
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        # What cannot be read now may be readable at the next look: that, too, is a change.
        return f"? {error.strerror}".encode()
