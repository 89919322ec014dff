"""The classifier alone on labelled news: average precision by split, theme and language, for the model card.

    python -m benchmarks.classifier

The score of an article is that of its best sentence.
"""

import numpy as np

from benchmarks.labelled import Row, read_rows
from models.evaluation import Figures, evaluate
from rules.packs import load_pack, shipped_pack

LOWEST = -20.0
"""Log-odds of an article that never names the DPRK."""


def best(row: Row, theme: str) -> float:
    """Log-odds of the best sentence."""
    found = row.sentences.get(theme)
    return LOWEST if found is None or not len(found) else float(found[:, 1].max())


def shown(figures: Figures) -> str:
    """Average precision with the number of positives."""
    return "-" if figures.average_precision is None else f"{figures.average_precision:.2f} ({figures.positives})"


def main() -> None:
    """Print the table."""
    themes = [theme.id for theme in load_pack(shipped_pack()).themes]
    print("| split | theme | positives of items | average precision (95 %) | English | other languages | best F1 |")
    print("|---|---|---|---|---|---|---|")
    for split in ("tune", "report"):
        rows = read_rows(split)
        truth = np.array([[theme in row.labels for theme in themes] for row in rows])
        scores = np.array([[best(row, theme) for theme in themes] for row in rows])
        languages = ["English" if row.language == "en" else "other" for row in rows]
        found = evaluate(themes, truth, scores, parts={"lang": languages})
        for theme in themes:
            whole = found["all"][theme]
            low, high = whole.interval or (0.0, 0.0)
            print(
                f"| {split} | {theme} | {whole.positives} of {len(rows)} | {whole.average_precision:.2f} "
                f"({low:.2f}-{high:.2f}) | {shown(found['lang=English'][theme])} | {shown(found['lang=other'][theme])} "
                f"| {whole.f1:.2f} |"
            )


if __name__ == "__main__":
    main()
