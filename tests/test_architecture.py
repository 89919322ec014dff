"""The house stays as it is declared: layers, sizes, names, and who may touch what."""

import ast
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for top in ("flows", "models", "rules") for path in (ROOT / top).rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_import_points_downward() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_median_file_is_near_130_lines_at_most() -> None:
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES if path.stat().st_size > 200)
    assert sizes[len(sizes) // 2] <= 150


def test_no_file_is_called_utils() -> None:
    assert not [path for path in SOURCES if path.stem in {"utils", "util", "helpers", "common", "misc"}]


def reads_environment(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} for node in ast.walk(tree))


def test_only_the_settings_read_the_environment() -> None:
    assert {named(path) for path in SOURCES if reads_environment(path)} <= {
        "flows/settings/environment.py",
        "flows/settings/load.py",
    }


def test_nothing_is_pickled() -> None:
    loaders = {"pickle", "joblib", "skops", "dill", "cloudpickle", "shelve", "marshal"}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not loaders.intersection(name.split(".")[0] for name in names), named(path)


def test_the_three_import_names_belong_to_this_distribution_only() -> None:
    owners = packages_distributions()
    for name in ("flows", "models", "rules"):
        assert set(owners.get(name, [])) == {"sanctions-watch"}


def test_every_folder_of_the_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert not [named(folder) for folder in folders if not (folder / "__init__.py").exists()]
