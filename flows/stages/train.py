"""Fit the classifier again from the examples in the repository, masked by the same rules that scoring uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.errors import UsageError
from models.artifacts import load, save
from models.example_checks import Finding, check
from models.examples import Example, read_examples, shipped_examples
from models.features import Passage
from models.training import train
from rules.language.vocabulary import Vocabulary
from rules.packs import RuleSet, load_pack, shipped_pack
from rules.text.folding import fold


@dataclass(frozen=True, slots=True)
class Training:
    """What a training gave."""

    folder: Path
    digest: str
    examples: int
    average_precision: dict[str, float]
    """Per theme, cross-validated on the examples."""
    findings: tuple[Finding, ...]
    """What the checker found in the examples."""


def mask_examples(vocabulary: Vocabulary, examples: Sequence[Example]) -> list[Passage]:
    """Examples as the classifier sees them."""

    def masked(text: str) -> str:
        return vocabulary.mask(text, vocabulary.find(fold(text)), 0)

    return [Passage(masked(e.text), masked(e.before), masked(e.after), title=e.title) for e in examples]


def roles(rules: RuleSet) -> tuple[str, ...]:
    """The words that masking puts in place of names and figures."""
    words = {word for one in rules.lists.values() for mask in one.masks.values() for word in mask.split()}
    return (*sorted(word for word in words if word.isupper()), "NUM")


def train_model(folder: Path, files: Sequence[Path] = ()) -> Training:
    """Fit on the shipped examples, or on these files, and save into a folder of its own.

    Raises:
        UsageError: the folder exists and is not empty.
        ExampleError: an example cannot be used; with file and line.
        RuleError: the rules that mask the examples do not load.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new folder")
    rules = load_pack(shipped_pack())
    themes = [theme.id for theme in rules.themes]
    examples = read_examples(files or shipped_examples(), themes)
    trained = train(
        examples,
        mask_examples(rules.vocabulary, examples),
        themes=themes,
        roles=roles(rules),
        masking=rules.digest,
    )
    save(trained.classifier, folder, trained.manifest, version=folder.name)
    figures = trained.manifest["metrics"]["cross_validated"]["all"]
    return Training(
        folder=folder,
        digest=load(folder).digest,
        examples=len(examples),
        average_precision={theme: float(figures[theme]["average_precision"]) for theme in themes},
        findings=check(examples),
    )
