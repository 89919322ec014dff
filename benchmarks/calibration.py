"""Do scores mean what they say? Reliability of the final score of labelled articles, as tables and as a picture.

    python -m benchmarks.calibration [--write]

The score of an article is its best sentence's, under the shipped operating points. `tune` is the split that these were
fitted on, `report` the one that was not. With --write the picture of `report` replaces docs/images/reliability.svg.
"""

import argparse
import math
from collections.abc import Sequence
from itertools import starmap

import numpy as np

from benchmarks.data import ROOT
from benchmarks.labelled import Floats, Row, read_rows
from flows.domain import ThemeId
from flows.scoring.blend import FULL_POINTS, Blend, load_blend
from models.calibration import Bin, calibration_error, reliability
from rules.packs import load_pack, shipped_pack

BINS = 5
PICTURE = ROOT / "docs" / "images" / "reliability.svg"
SIDE, GAP, EDGE = 180, 60, 40
"""Pixels of one square, between two of them, and around them."""


def scores(rows: Sequence[Row], theme: str, blend: Blend) -> Floats:
    """The score of each article for a theme; 0 where it never names the DPRK."""
    point = blend.point(ThemeId(theme))

    def score(points: float, odds: float) -> float:
        return point.score(round(FULL_POINTS * points), 1 / (1 + math.exp(-odds)))

    return np.array([max(starmap(score, row.sentences.get(theme, ())), default=0.0) for row in rows])


def table(name: str, bins: Sequence[Bin]) -> None:
    """One theme, a line a bin."""
    for one in bins:
        if one.count:
            print(f"| {name} | {one.low:.1f}-{one.high:.1f} | {one.count} | {one.predicted:.2f} | {one.observed:.2f} |")


def picture(found: dict[str, Sequence[Bin]]) -> str:
    """Squares with a dot a bin: predicted to the right, observed upwards; the larger the dot the more articles."""
    width = 2 * EDGE + len(found) * SIDE + (len(found) - 1) * GAP
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SIDE + 2 * EDGE + 20}" '
            'font-family="sans-serif" font-size="12">'
        ),
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for n, (theme, bins) in enumerate(found.items()):
        left, top = EDGE + n * (SIDE + GAP), EDGE
        lines += [
            f'<text x="{left}" y="{top - 12}">{theme} (error {calibration_error(bins):.3f})</text>',
            f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
            f'<line x1="{left}" y1="{top + SIDE}" x2="{left + SIDE}" y2="{top}" stroke="#999" stroke-dasharray="4"/>',
            f'<text x="{left}" y="{top + SIDE + 18}">score 0 to 1</text>',
        ]
        if not n:
            lines.append(f'<text transform="translate({left - 12} {top + SIDE}) rotate(-90)">share labelled</text>')
        for one in bins:
            if one.count:
                x, y = left + SIDE * one.predicted, top + SIDE * (1 - one.observed)
                lines.append(
                    f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{2 + 2 * np.log10(one.count):.1f}" fill="#1f5f8b">'
                    f"<title>{one.count} articles: score {one.predicted:.2f}, labelled {one.observed:.2f}</title>"
                    "</circle>"
                )
    return "\n".join([*lines, "</svg>"]) + "\n"


def main() -> None:
    """Print the tables; draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    blend = load_blend()
    drawn: dict[str, Sequence[Bin]] = {}
    errors = []
    print("| split, theme | score | articles | mean score | share labelled |\n|---|---|---|---|---|")
    for split in ("tune", "report"):
        rows = read_rows(split)
        for theme in (theme.id for theme in load_pack(shipped_pack()).themes):
            truth = np.array([theme in row.labels for row in rows])
            bins = reliability(scores(rows, theme, blend), truth, BINS)
            table(f"{split}, {theme}", bins)
            errors.append(f"| {split} | {theme} | {calibration_error(bins):.3f} |")
            if split == "report":
                drawn[theme] = bins
    print("\n| split | theme | expected calibration error |\n|---|---|---|\n" + "\n".join(errors))
    if arguments.write:
        PICTURE.write_text(picture(drawn), encoding="utf-8")
        print(f"\nwrote {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
