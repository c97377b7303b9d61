"""The kinds of documents that this site has, by their keys."""

from collections.abc import Callable, Iterable
from typing import Any

from datasheets.documents.kind import DocumentKind, Trigger
from datasheets.documents.subject import Edition

Kind = DocumentKind[Any]
Request = Callable[[Kind, list[Edition[Any]]], object]

_kinds: dict[str, Kind] = {}


class UnknownKindError(LookupError):
    """The archive has a document of a kind that is not installed."""


def register(kind: Kind, request: Request) -> None:
    """Have ``request`` called for the documents of a kind whenever something triggers it."""
    if kind.key in _kinds:
        raise ValueError(f"There are two kinds of documents with the key '{kind.key}'.")
    _kinds[kind.key] = kind
    for trigger in kind.triggers():
        trigger.signal.connect(_receiver(kind, trigger, request), weak=False, dispatch_uid=kind.key)
    kind.announce()


def unregister(kind: Kind) -> None:
    """Its stored documents stay; nothing is made of it any more."""
    for trigger in kind.triggers():
        trigger.signal.disconnect(dispatch_uid=kind.key)
    del _kinds[kind.key]


def kinds() -> Iterable[Kind]:
    return _kinds.values()


def kind_of(key: str) -> Kind:
    """Raises UnknownKindError."""
    if kind := installed(key):
        return kind
    raise UnknownKindError(
        f"'{key}' is not a kind of document of this installation, which has: {', '.join(_kinds)}."
    )


def installed(key: str) -> Kind | None:
    return _kinds.get(key)


def _receiver(kind: Kind, trigger: Trigger[Any], request: Request) -> Callable[..., None]:
    def receive(*, sender: Any, signal: Any, **told: Any) -> None:
        request(kind, list(trigger.editions(**told)))

    return receive
