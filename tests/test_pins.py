"""One tested set of versions: every package that is installed stands in constraints.txt, and known breakages stay out.

docs/decisions/0002-dependencies.md tells what each of these versions broke, without an error that shows.
"""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
VERSIONS = {re.sub(r"[-_.]+", "-", name).lower(): Version(version) for name, version in PINS.items()}


@pytest.mark.parametrize(
    ("package", "below"),
    [("fastapi", "0.151"), ("sqlalchemy", "2.1"), ("prefect", "3.9"), ("apprise", "2")],
)
def test_a_version_that_breaks_the_service_in_silence_is_not_pinned(package: str, below: str) -> None:
    assert VERSIONS[package] < Version(below)


def required() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(text) for group in (project["dependencies"], *extras) for text in group]


def test_every_package_that_an_install_brings_is_pinned_and_fits() -> None:
    waiting, seen = required(), set()
    missing = set()
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if (name, *sorted(wanted.extras)) in seen:
            continue
        seen.add((name, *sorted(wanted.extras)))
        if name not in VERSIONS or VERSIONS[name] not in wanted.specifier:
            missing.add(f"{wanted} ({VERSIONS.get(name, 'not pinned')})")
        try:
            needs = distribution(wanted.name).requires or []
        except PackageNotFoundError:
            continue
        for text in needs:
            needed = Requirement(text)
            extras = wanted.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(needed)
    assert not missing


def imported() -> set[str]:
    found: set[str] = set()
    for path in (path for top in ("flows", "models", "rules") for path in (ROOT / top).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"flows", "models", "rules"}


def test_every_library_that_is_imported_is_a_dependency() -> None:
    # One that only lies in the developer's environment lets every command of a fresh install end in a traceback.
    owners = packages_distributions()
    names = {re.sub(r"[-_.]+", "-", wanted.name).lower() for wanted in required()}
    undeclared = {
        name
        for name in imported()
        if not names & {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(name, [name])}
    }
    assert not undeclared
