"""Fitted models on disk."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.artifacts import MANIFEST, VOCABULARY, WEIGHTS, load, read_manifest, save, shipped_model
from models.classifier import SentenceClassifier
from models.errors import ArtifactError
from models.examples import read_examples, shipped_examples
from models.features import FeatureSettings, Passage
from models.training import fingerprint
from models.vectors import Vocabulary


def a_classifier() -> SentenceClassifier:
    return SentenceClassifier(
        classes_=("labour_dispatch", "arms_transfer"),
        settings=FeatureSettings(),
        vocabulary=Vocabulary({"words": ("loggers", "снаряды"), "flags": ("title",)}, np.array([1.0, 1.5, 2.0])),
        coefficients=np.array([[3.0, -1.0], [-2.0, 4.0], [0.1, 0.2]]),
        intercepts=np.array([-1.0, -1.5]),
        slopes=np.array([0.9, 1.1]),
        offsets=np.array([0.1, -0.1]),
    )


def _saved(folder: Path) -> Path:
    save(a_classifier(), folder / "2026.11", {"training": {"examples": 3}})
    return folder / "2026.11"


def _vouch(folder: Path, name: str, content: bytes) -> None:
    """Put another file in place, with a manifest that vouches for it."""
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _arrays(**changed: Any) -> bytes:
    fitted = a_classifier()
    arrays = {
        "idf": fitted.vocabulary.idf,
        "coefficients": fitted.coefficients,
        "intercepts": fitted.intercepts,
        "slopes": fitted.slopes,
        "offsets": fitted.offsets,
    }
    stream = io.BytesIO()
    np.savez(stream, **{**arrays, **changed})
    return stream.getvalue()


def test_a_saved_classifier_comes_back_with_the_same_scores_and_digest(tmp_path: Path) -> None:
    loaded = load(_saved(tmp_path))
    passages = [Passage("loggers", title=True), Passage("снаряды и loggers")]
    assert np.array_equal(loaded.predict_proba(passages), a_classifier().predict_proba(passages))
    assert loaded.digest == a_classifier().digest


def test_saving_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second = _saved(tmp_path / "a"), _saved(tmp_path / "b")
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}
    assert len(list(first.iterdir())) == 3


def test_the_manifest_names_version_classes_and_provenance(tmp_path: Path) -> None:
    manifest = read_manifest(_saved(tmp_path))
    assert (manifest["version"], manifest["classes"]) == ("2026.11", ["labour_dispatch", "arms_transfer"])
    assert manifest["training"] == {"examples": 3}


def test_provenance_cannot_replace_what_vouches_for_the_files(tmp_path: Path) -> None:
    save(a_classifier(), tmp_path, {"digest": "x", "format": 9}, version="1")
    assert load(tmp_path).digest == a_classifier().digest


def test_a_folder_without_a_model_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"no fitted model there .*model train"):
        load(tmp_path)


@pytest.mark.parametrize("name", [WEIGHTS, VOCABULARY])
def test_a_changed_byte_is_refused(tmp_path: Path, name: str) -> None:
    folder = _saved(tmp_path)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    with pytest.raises(ArtifactError, match="SHA-256"):
        load(folder)


@pytest.mark.parametrize("name", [WEIGHTS, VOCABULARY])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = _saved(tmp_path)
    (folder / name).unlink()
    with pytest.raises(ArtifactError, match="cannot be read"):
        load(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: {**m, "format": 1}, "has format 1, this version reads format 2"),
        (lambda m: {**m, "digest": "0" * 64}, "digest"),
        (lambda m: {k: v for k, v in m.items() if k != "classes"}, "classes"),
        (lambda m: {**m, "features": {**m["features"], "word_grams": 1}}, "digest"),
        (lambda m: {**m, "features": {}}, "other keys"),
        (lambda m: [m], "format None"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any], message: str
) -> None:
    folder = _saved(tmp_path)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(change(manifest)), encoding="utf-8")
    with pytest.raises(ArtifactError, match=message):
        load(folder)


def test_a_manifest_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(ArtifactError, match="no JSON"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"nonsense", "no plain arrays"),
        (_arrays(extra=np.zeros(1)), "holds"),
        (_arrays(slopes=np.ones(2, dtype=np.float32)), "'slopes' is float32"),
        (_arrays(idf=np.ones(4)), r"'idf' is float64 of shape \(4,\)"),
        (_arrays(offsets=np.array([0.0, np.inf])), "no finite number"),
    ],
)
def test_weights_that_do_not_fit_are_refused_even_when_vouched_for(
    tmp_path: Path, content: bytes, message: str
) -> None:
    folder = _saved(tmp_path)
    _vouch(folder, WEIGHTS, content)
    with pytest.raises(ArtifactError, match=message):
        load(folder)


def test_a_pickled_object_is_never_opened(tmp_path: Path) -> None:
    folder = _saved(tmp_path)
    stream = io.BytesIO()
    np.savez(stream, idf=np.array([object()]))
    _vouch(folder, WEIGHTS, stream.getvalue())
    with pytest.raises(ArtifactError, match="no plain arrays"):
        load(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[", "no JSON"),
        (b'{"letters": []}', "must hold the blocks"),
        (b'{"words": [1]}', "list of different terms"),
        (b'{"words": ["a", "a"]}', "list of different terms"),
    ],
)
def test_a_vocabulary_that_does_not_fit_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    folder = _saved(tmp_path)
    _vouch(folder, VOCABULARY, content)
    with pytest.raises(ArtifactError, match=message):
        load(folder)


def test_the_archive_holds_plain_arrays_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(_saved(tmp_path) / WEIGHTS) as archive:
        assert all(name.endswith(".npy") for name in archive.namelist())


def test_a_file_too_large_for_a_model_is_not_read(tmp_path: Path) -> None:
    folder = _saved(tmp_path)
    with (folder / WEIGHTS).open("ab") as stream:
        stream.truncate(200_000_001)
    with pytest.raises(ArtifactError, match="larger than"):
        load(folder)


def test_the_newest_version_is_shipped(tmp_path: Path) -> None:
    for version in ("2026.9", "2026.11", "2025.12", "draft"):
        save(a_classifier(), tmp_path / version, {})
    assert shipped_model(tmp_path).name == "2026.11"


def test_without_any_model_the_advice_is_to_fit_one(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="model train"):
        shipped_model(tmp_path)


def test_the_shipped_model_can_be_loaded() -> None:
    assert set(load(shipped_model()).classes_) == {"labour_dispatch", "arms_transfer", "tech_transfer"}


def test_the_shipped_model_was_fitted_on_the_shipped_examples() -> None:
    examples = read_examples(shipped_examples())
    assert read_manifest(shipped_model())["training"]["sha256"] == fingerprint(examples)
