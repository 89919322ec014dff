"""What OLD and NEW on the command line stand for."""

from pathlib import Path

from flows.errors import UsageError
from flows.inspection.backtest.values import Side
from flows.settings import Settings, load_settings
from flows.storage.kept_rules import kept_rules
from rules.packs import load_pack, shipped_pack

SHIPPED = "shipped"
WORKING = "working"
LIVE = "live"


def choose(settings: Settings | None, old: str | None, new: str | None) -> tuple[Side, Side]:
    """The two sides; without OLD the rules of the last pass, without NEW those that stand in the folders now.

    Args:
        settings: the watch; None where there is no watch.yaml.
        old: a folder (a pack, or one laid over the shipped pack), a watch.yaml, or one of the words above.
        new: ditto.

    Raises:
        UsageError: with what to name instead.
        RuleError: the rules that stand there now do not load.
    """
    after = resolve(settings, new or WORKING)
    return (_in_force(settings, after) if old in (None, LIVE) else resolve(settings, str(old))), after


def resolve(settings: Settings | None, word: str) -> Side:
    """One side by its name."""
    overlays = settings.scoring.rule_folders if settings is not None else ()
    if word == SHIPPED:
        return Side("the shipped rules alone", shipped_pack())
    if word == WORKING:
        named = ", ".join(folder.name for folder in overlays)
        return Side(f"the rules as they stand now ({named or 'shipped alone'})", shipped_pack(), overlays)
    if word == LIVE:
        return _in_force(settings, None)
    path = Path(word)
    if path.is_dir():
        if (path / "pack.yaml").is_file():
            return Side(f"the pack {word}", path.resolve())
        return Side(word, shipped_pack(), (path.resolve(),))
    if path.is_file() and path.suffix == ".yaml":
        return Side(f"the rules of {word}", shipped_pack(), load_settings(path).scoring.rule_folders)
    raise UsageError(
        f"'{word}' names no rules; give a folder, a watch.yaml, "
        f"'{SHIPPED}' (without yours), '{LIVE}' (of the last pass) or '{WORKING}' (as they stand now)"
    )


def _in_force(settings: Settings | None, after: Side | None) -> Side:
    """The rules of the last pass; where these are the same as the other side, those that it replaced."""
    kept = kept_rules(settings.kept_rules) if settings is not None else []
    now = load_pack(after.pack, after.overlays).digest if after is not None and kept else ""
    if not kept:
        if after is None:
            raise UsageError("no pass has been made here, so no rules are in force; name a folder, or 'shipped'")
        return Side("the shipped rules alone (no pass has been made here yet)", shipped_pack())
    chosen = next((one for one in kept if one.digest != now), kept[0])
    when = f"{chosen.since:%Y-%m-%d %H:%M} UTC"
    label = f"the rules in force since {when}"
    if chosen is not kept[0]:
        label = (
            f"the rules in force before the present ones (from {when}): the last pass ran with what stands there now"
        )
    return Side(label, chosen.pack, chosen.overlays, chosen.digest)
