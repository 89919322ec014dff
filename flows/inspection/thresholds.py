"""From which score each theme is flagged, and what is to be expected there, in words."""

from collections.abc import Iterable, Iterator

from flows.domain import ThemeId
from flows.options import ScoringOptions
from flows.scoring.blend import DEFAULT, Blend


def thresholds_told(blend: Blend, scoring: ScoringOptions, themes: Iterable[ThemeId] = ()) -> Iterator[tuple[str, str]]:
    """Each theme with its threshold in words; the themes of the shipped operating points when none are named."""
    for theme in themes or (one for one in blend.points if one != DEFAULT):
        point = blend.point(theme)
        yield (
            str(theme),
            f"flagged from {point.threshold:.2f} ({_why(blend, theme)}): {_expected(blend, scoring, theme)}",
        )


def _why(blend: Blend, theme: ThemeId) -> str:
    return "thresholds" if theme in blend.thresholds else f"prefer: {blend.prefer}"


def _expected(blend: Blend, scoring: ScoringOptions, theme: ThemeId) -> str:
    expected = blend.point(theme).expected
    if theme in blend.thresholds:
        return "your own, nothing was measured there"
    if expected is None:
        return "nothing was measured for this theme"
    if not scoring.use_model:
        return f"without the model; with it, {expected} labelled articles"
    own = "" if scoring.model_folder is None else " with the shipped model"
    return f"{expected} labelled articles{own}"
