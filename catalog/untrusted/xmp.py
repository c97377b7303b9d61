"""Properties in an XMP packet, read without building a tree of it."""

from collections import defaultdict
from xml.parsers import expat

MAX_PACKET = 256 * 2**10
"""Bytes; that of a datasheet has 4,000."""
MAX_DEPTH = 32
MAX_VALUE = 1_000
"""Characters. None of ours has 200."""


class _RefusedError(Exception):
    pass


def properties(packet: bytes, namespace: str) -> dict[str, tuple[str, ...]]:
    """The properties of one namespace, by local names, each with its values as they come.

    Programs write a property as an attribute or as an element. Nothing is found in a packet that
    is larger or deeper than any of ours, is no XML, or has a document type, which could define
    entities without end.
    """
    if len(packet) > MAX_PACKET:
        return {}
    reader = _Reader(namespace)
    try:
        reader.read(packet)
    except (expat.ExpatError, _RefusedError, ValueError):
        return {}
    return {name: tuple(dict.fromkeys(values)) for name, values in reader.found.items()}


class _Reader:
    def __init__(self, namespace: str) -> None:
        self.found: dict[str, list[str]] = defaultdict(list)
        self._prefix = namespace + " "
        self._depth = 0
        self._text: list[str] = []

    def read(self, packet: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(packet, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError
        for attribute, value in attributes.items():
            self._add(attribute, value)
        self._text.clear()

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._add(name, "".join(self._text))
        self._text.clear()

    def _add(self, name: str, value: str) -> None:
        if name.startswith(self._prefix):
            self.found[name.removeprefix(self._prefix)].append(value.strip()[:MAX_VALUE])

    def _refuse(self, *_: object) -> None:
        raise _RefusedError
