"""The kinds of documents that this site has, by their keys."""

from collections.abc import Callable, Iterable
from typing import Any

from datasheets.documents.kind import DocumentKind, RenderedKind, Trigger
from datasheets.documents.subject import Edition

Kind = RenderedKind[Any]
Request = Callable[[Kind, list[Edition[Any]]], object]

_kinds: dict[str, DocumentKind] = {}


class UnknownKindError(ValueError):
    """A document is to be made that is of no kind of this installation."""


def register(kind: DocumentKind, request: Request) -> None:
    """Have ``request`` called for the documents of a kind whenever something triggers it."""
    if kind.key in _kinds:
        raise ValueError(f"There are two kinds of documents with the key '{kind.key}'.")
    _kinds[kind.key] = kind
    for rendered, trigger in _triggers(kind):
        receiver = _receiver(rendered, trigger, request)
        trigger.signal.connect(receiver, weak=False, dispatch_uid=kind.key)
    kind.announce()


def unregister(kind: DocumentKind) -> None:
    """Its stored documents stay; nothing is made of it any more."""
    for _, trigger in _triggers(kind):
        trigger.signal.disconnect(dispatch_uid=kind.key)
    del _kinds[kind.key]


def kinds() -> Iterable[DocumentKind]:
    return _kinds.values()


def rendered_kinds() -> Iterable[Kind]:
    return [kind for kind in _kinds.values() if isinstance(kind, RenderedKind)]


def installed(key: str) -> DocumentKind | None:
    return _kinds.get(key)


def kind_of(key: str) -> Kind:
    """The kind of a document to be made. Raises UnknownKindError."""
    kind = installed(key)
    if isinstance(kind, RenderedKind):
        return kind
    made = ", ".join(kind.key for kind in rendered_kinds())
    raise UnknownKindError(
        f"'{key}' is not a kind of document that this installation makes: {made}."
    )


def _triggers(kind: DocumentKind) -> list[tuple[Kind, Trigger[Any]]]:
    if not isinstance(kind, RenderedKind):
        return []
    return [(kind, trigger) for trigger in kind.triggers()]


def _receiver(kind: Kind, trigger: Trigger[Any], request: Request) -> Callable[..., None]:
    def receive(*, sender: Any, signal: Any, **told: Any) -> None:
        request(kind, list(trigger.editions(**told)))

    return receive
