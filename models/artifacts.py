"""Fitted models on disk: plain arrays, plain JSON, and a manifest that vouches for both. No pickle.

A model is a folder: `weights.npz` (arrays), `vocabulary.json` (terms by block), `manifest.json` (format, classes,
feature settings, SHA-256 of both files, digest of the classifier, and how it was made). Nothing in it names a class of
ours, and no date stands in it: fitting again on the same platform writes the same bytes.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from models.classifier import SentenceClassifier
from models.errors import ArtifactError
from models.features import BLOCKS, FeatureSettings
from models.vectors import Floats, Vocabulary

FORMAT = 2
"""Raised when the meaning of the files changes; another format is refused."""
WEIGHTS = "weights.npz"
VOCABULARY = "vocabulary.json"
MANIFEST = "manifest.json"

_ARRAYS = ("idf", "coefficients", "intercepts", "slopes", "offsets")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 200_000_000
_AGAIN = "restore the folder from the release, or fit the model again with `sanctions-watch model train`"


def save(classifier: SentenceClassifier, folder: Path, manifest: Mapping[str, Any], *, version: str = "") -> None:
    """Write the model; `version` is the folder's name unless given. The manifest is written last, under its final name.

    A model that stood in the folder is replaced. Raises OSError where the folder cannot be written.
    """
    files = {WEIGHTS: _pack(classifier), VOCABULARY: _json(dict(classifier.vocabulary.terms), indent=0)}
    head = {
        "format": FORMAT,
        "version": version or folder.name,
        "digest": classifier.digest,
        "classes": list(classifier.classes_),
        "features": classifier.settings.as_json(),
        "terms": {block: len(terms) for block, terms in classifier.vocabulary.terms.items()},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**files, MANIFEST: _json({**head, **manifest, **head})}.items():
        passing = folder / f"{name}.new"
        passing.write_bytes(content)
        passing.replace(folder / name)


def load(folder: Path) -> SentenceClassifier:
    """The classifier that stands in a folder.

    Raises ArtifactError, which says what to do, when a file is missing, changed or not what its manifest says, or when
    the model was written in another format.
    """
    manifest = read_manifest(folder)
    try:
        classes = tuple(map(str, manifest["classes"]))
        settings = FeatureSettings.from_json(manifest["features"])
        files, digest = dict(manifest["files"]), str(manifest["digest"])
    except (KeyError, TypeError, ValueError) as error:
        raise ArtifactError(f"{folder / MANIFEST}: {error!r} is wrong or missing; {_AGAIN}") from error
    terms = _terms(folder, _verified(folder, VOCABULARY, files))
    size = sum(map(len, terms.values()))
    shapes = {"idf": (size,), "coefficients": (size, len(classes))}
    shapes |= dict.fromkeys(("intercepts", "slopes", "offsets"), (len(classes),))
    arrays = _unpack(folder, _verified(folder, WEIGHTS, files), shapes)
    classifier = SentenceClassifier(
        classes,
        settings,
        Vocabulary(terms, arrays["idf"]),
        arrays["coefficients"],
        arrays["intercepts"],
        arrays["slopes"],
        arrays["offsets"],
    )
    if classifier.digest != digest:
        raise ArtifactError(f"{folder}: the model is not the one its manifest names (digest); {_AGAIN}")
    return classifier


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a model, format checked. Raises ArtifactError."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ArtifactError(f"{path}: no fitted model there ({error.strerror}); {_AGAIN}") from error
    except ValueError as error:
        raise ArtifactError(f"{path}: no JSON ({error}); {_AGAIN}") from error
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if found != FORMAT:
        raise ArtifactError(
            f"{path}: the model has format {found!r}, this version reads format {FORMAT}; "
            "fit it again with `sanctions-watch model train`, or install the version that wrote it"
        )
    return dict(manifest)


def shipped_model(root: Path | None = None) -> Path:
    """The newest model of this package, or of another folder of models. Raises ArtifactError when there is none."""
    home = root or Path(__file__).parent / "trained"
    found = sorted(home.glob(f"*/{MANIFEST}"), key=lambda path: _order(path.parent.name))
    if not found:
        raise ArtifactError(f"{home}: no fitted model stands there; fit one with `sanctions-watch model train`")
    return found[-1].parent


def _order(version: str) -> tuple[tuple[int, str], ...]:
    """`2026.11` stands after `2026.9`."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in version.split("."))


def _pack(classifier: SentenceClassifier) -> bytes:
    """The arrays as an .npz that holds no date and is not compressed, so that equal weights are equal bytes."""
    arrays = {
        "idf": classifier.vocabulary.idf,
        "coefficients": classifier.coefficients,
        "intercepts": classifier.intercepts,
        "slopes": classifier.slopes,
        "offsets": classifier.offsets,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in _ARRAYS:
            one = io.BytesIO()
            np.lib.format.write_array(one, np.ascontiguousarray(arrays[name], dtype="<f8"), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), one.getvalue())
    return packed.getvalue()


def _unpack(folder: Path, content: bytes, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Floats]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise ArtifactError(f"{folder / WEIGHTS}: no plain arrays ({error}); {_AGAIN}") from error
    if set(arrays) != set(_ARRAYS):
        raise ArtifactError(f"{folder / WEIGHTS}: holds {sorted(arrays)}, not {sorted(_ARRAYS)}; {_AGAIN}")
    for name, array in arrays.items():
        if array.dtype != np.dtype("<f8") or array.shape != shapes[name]:
            found = f"{array.dtype} of shape {array.shape}"
            wanted = f"float64 of shape {shapes[name]}"
            raise ArtifactError(f"{folder / WEIGHTS}: '{name}' is {found}, not {wanted}; {_AGAIN}")
        if not np.isfinite(array).all():
            raise ArtifactError(f"{folder / WEIGHTS}: '{name}' holds a value that is no finite number; {_AGAIN}")
    return arrays


def _terms(folder: Path, content: bytes) -> dict[str, tuple[str, ...]]:
    path = folder / VOCABULARY
    try:
        found = json.loads(content)
    except ValueError as error:
        raise ArtifactError(f"{path}: no JSON ({error}); {_AGAIN}") from error
    if not isinstance(found, dict) or not set(found) <= set(BLOCKS):
        raise ArtifactError(f"{path}: must hold the blocks {', '.join(BLOCKS)}; {_AGAIN}")
    terms = {}
    for block in BLOCKS:
        own = found.get(block, [])
        if not isinstance(own, list) or not all(isinstance(t, str) for t in own) or len(set(own)) < len(own):
            raise ArtifactError(f"{path}: '{block}' must be a list of different terms; {_AGAIN}")
        if own:
            terms[block] = tuple(own)
    return terms


def _verified(folder: Path, name: str, files: Mapping[str, Any]) -> bytes:
    """The bytes of one file, if they are those that the manifest vouches for."""
    path = folder / name
    try:
        if path.stat().st_size > _LARGEST:
            raise ArtifactError(f"{path}: larger than {_LARGEST} bytes, no model of ours; {_AGAIN}")
        content = path.read_bytes()
    except OSError as error:
        raise ArtifactError(f"{path}: cannot be read ({error.strerror}); {_AGAIN}") from error
    if hashlib.sha256(content).hexdigest() != files.get(name):
        raise ArtifactError(f"{path}: its content is not what {MANIFEST} vouches for (SHA-256); {_AGAIN}")
    return content


def _json(value: Any, indent: int = 1) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()
