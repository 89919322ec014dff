"""Domain values to JSON and back, exactly.

The fields of a frozen dataclass are its format: `encode` walks the value, `decode` walks the declared types. Nothing is
guessed: an unknown field, a wrong type or a naive time is a StorageError that says where. A field that is missing takes
its default, so that what an older version stored still loads.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from flows.errors import StorageError

T = TypeVar("T")


def encode(value: Any) -> Any:
    """The JSON value (objects, arrays, text, finite numbers, booleans, null) that stands for a domain value.

    Raises:
        StorageError: the value holds something that JSON cannot carry exactly.
    """
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, float):
        if value - value != 0:
            raise StorageError(f"cannot store the number {value}: only finite numbers have a place in JSON")
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise StorageError(f"cannot store the time {value.isoformat()}: it has no time zone")
        return value.astimezone(UTC).isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name, _, _ in _fields(type(value))}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    raise StorageError(f"cannot store a {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `encode` turned into `data`.

    Raises:
        StorageError: `data` is not of that shape; the text names the place.
    """
    reader: Any = _decoder
    value: T = reader(kind)(data, getattr(kind, "__name__", str(kind)))
    return value


Decoder = Callable[[Any, str], Any]


def _wrong(place: str, expected: str, data: Any) -> StorageError:
    return StorageError(f"stored value at {place} should be {expected}, not {type(data).__name__}")


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, declared type and whether it must be given, of each field."""
    hints = get_type_hints(kind)
    return tuple(
        (f.name, hints[f.name], f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)
        for f in dataclasses.fields(kind)
    )


@cache
def _decoder(kind: Any) -> Decoder:
    if isinstance(kind, NewType):
        return _decoder(kind.__supertype__)
    origin = get_origin(kind)
    if origin is types.UnionType or origin is Union:
        return _optional(kind)
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin in (dict, Mapping):
        return _dict(*get_args(kind))
    if kind is datetime:
        return _datetime
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if kind in (str, int, float, bool):
        return _plain(kind)
    raise StorageError(f"no way to read a {kind} from JSON")


def _plain(kind: Any) -> Decoder:
    def read(data: Any, place: str) -> Any:
        if type(data) is kind:
            return data
        if kind is float and type(data) is int:
            return float(data)
        raise _wrong(place, kind.__name__, data)

    return read


def _datetime(data: Any, place: str) -> datetime:
    if not isinstance(data, str):
        raise _wrong(place, "a time", data)
    try:
        value = datetime.fromisoformat(data)
    except ValueError:
        raise StorageError(f"stored value at {place} should be a time, not '{data[:40]}'") from None
    if value.tzinfo is None:
        raise StorageError(f"stored time at {place} has no time zone: '{data[:40]}'")
    return value.astimezone(UTC)


def _enum(kind: type[Enum]) -> Decoder:
    def read(data: Any, place: str) -> Enum:
        try:
            return kind(data)
        except ValueError:
            known = ", ".join(str(member.value) for member in kind)
            raise StorageError(f"stored value at {place} should be one of {known}, not '{data!s:.40}'") from None

    return read


def _optional(kind: Any) -> Decoder:
    inner = [arg for arg in get_args(kind) if arg is not types.NoneType]
    if len(inner) != 1 or len(inner) == len(get_args(kind)):
        raise StorageError(f"no way to read a {kind} from JSON: only 'X | None' is known")
    read_inner = _decoder(inner[0])
    return lambda data, place: None if data is None else read_inner(data, place)


def _tuple(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004  # tuple[X, ...] has two arguments
        read_item = _decoder(args[0])

        def read_many(data: Any, place: str) -> tuple[Any, ...]:
            if not isinstance(data, list):
                raise _wrong(place, "a list", data)
            return tuple(read_item(item, f"{place}[{i}]") for i, item in enumerate(data))

        return read_many
    readers = [_decoder(arg) for arg in args]

    def read_fixed(data: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(data, list) or len(data) != len(readers):
            raise _wrong(place, f"a list of {len(readers)}", data)
        return tuple(read(item, f"{place}[{i}]") for i, (read, item) in enumerate(zip(readers, data, strict=True)))

    return read_fixed


def _dict(key: Any, value: Any) -> Decoder:
    read_key, read_value = _decoder(key), _decoder(value)

    def read(data: Any, place: str) -> dict[Any, Any]:
        if not isinstance(data, dict):
            raise _wrong(place, "an object", data)
        return {read_key(k, place): read_value(v, f"{place}.{k}") for k, v in data.items()}

    return read


def _dataclass(kind: Any) -> Decoder:
    fields = [(name, _decoder(hint), required) for name, hint, required in _fields(kind)]
    known = {name for name, _, _ in fields}

    def read(data: Any, place: str) -> Any:
        if not isinstance(data, dict):
            raise _wrong(place, "an object", data)
        unknown = sorted(data.keys() - known)
        if unknown:
            raise StorageError(
                f"stored value at {place} has the unknown field '{unknown[0]}'; was a newer version here?"
            )
        missing = [name for name, _, required in fields if required and name not in data]
        if missing:
            raise StorageError(f"stored value at {place} lacks the field '{missing[0]}'")
        return kind(
            **{name: read_field(data[name], f"{place}.{name}") for name, read_field, _ in fields if name in data}
        )

    return read
