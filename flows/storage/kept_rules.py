"""Copies of the rules that passes were made with: an edit can be held against what was in force before it."""

import json
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

KEPT = 3
"""Sets that are kept: the one in force, and those before it."""

MANIFEST = "kept.json"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptRules:
    """One set of rules as it was when a pass first used it."""

    digest: str
    """Names its contents (`rules.packs.RuleSet.digest`); whoever loads the copy holds it against this."""
    since: datetime
    pack: Path
    overlays: tuple[Path, ...]


def keep_rules(folder: Path, pack: Path, overlays: Sequence[Path], digest: str, now: datetime) -> None:
    """Copy the rules of a pass, unless the newest copy is of the same contents. Never raises: a pass matters more.

    Args:
        folder: where copies stand, such as `var/rules`.
        pack: the folder of the pack.
        overlays: the folders laid over it, in order.
        digest: of the set that was loaded from these folders.
        now: the clock.
    """
    try:
        known = kept_rules(folder)
        if known and known[0].digest == digest:
            return
        target = folder / f"{now:%Y%m%dT%H%M%S}-{digest[:12]}"
        part = folder / f".{target.name}.part"
        shutil.rmtree(part, ignore_errors=True)
        for number, layer in enumerate((pack, *overlays)):
            _copy(layer, part / str(number))
        facts = {"digest": digest, "since": now.isoformat(), "layers": 1 + len(overlays)}
        (part / MANIFEST).write_text(json.dumps(facts), encoding="utf-8")
        if not target.exists():
            part.rename(target)
        for old in known[KEPT - 1 :]:
            shutil.rmtree(old.pack.parent, ignore_errors=True)
    except OSError as error:
        logger.warning(
            "the rules in force could not be copied to %s, so no edit can be held against them: %s", folder, error
        )


def kept_rules(folder: Path) -> list[KeptRules]:
    """The copies, the newest first; those that cannot be read are left out."""
    found = []
    for path in sorted(folder.glob(f"*/{MANIFEST}"), reverse=True):
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            layers = [path.parent / str(number) for number in range(int(facts["layers"]))]
            since = datetime.fromisoformat(facts["since"])
            found.append(KeptRules(str(facts["digest"]), since, layers[0], tuple(layers[1:])))
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            logger.debug("%s is left out: %s", path, error)
    return found


def _copy(layer: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for path in sorted(layer.rglob("*.yaml")):
        if path.is_file():
            copy = target / path.relative_to(layer)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
