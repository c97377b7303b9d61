"""The files that a PDF carries, wherever a program may look for them."""

import hashlib
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream, String

from catalog.untrusted.budget import Budget
from catalog.untrusted.jobs import CarriedFile, Place, RefusedError

MAX_FILES = 100
_NAMES = ("/UF", "/F")


def carried_files(pdf: Pdf, budget: Budget) -> tuple[CarriedFile, ...]:
    """Each under every name that it has, sorted. Raises RefusedError if there are too many."""
    return tuple(sorted(_Files(pdf, budget).found()))


class _Files:
    def __init__(self, pdf: Pdf, budget: Budget) -> None:
        self.pdf = pdf
        self.budget = budget
        self.seen: set[tuple[int, int]] = set()
        """Specifications and streams that are named in one of the places where files belong."""
        self.hashes: dict[tuple[int, int], str] = {}
        self.count = 0

    def found(self) -> Iterator[CarriedFile]:
        for name, specification in _leaves(self.pdf.Root.get("/Names", Dictionary())):
            yield from self._named(Place.ATTACHMENTS, specification, name)
        associated = self.pdf.Root.get("/AF", Array())
        for specification in associated if isinstance(associated, Array) else [associated]:
            yield from self._named(Place.ASSOCIATED, specification)
        for specification in self._elsewhere():
            yield from self._named(Place.ELSEWHERE, specification)

    def _elsewhere(self) -> Iterator[Object]:
        """Specifications that stand nowhere else, and embedded files that none leads to."""
        streams = []
        for thing in self.pdf.objects:
            for part in _with_direct_parts(thing):
                if "/EF" in part and (part.objgen == (0, 0) or part.objgen not in self.seen):
                    yield part
            if isinstance(thing, Stream) and thing.get("/Type") == "/EmbeddedFile":
                streams.append(thing)
        for stream in streams:
            if stream.objgen not in self.seen:
                yield Dictionary(EF=Dictionary(F=stream))

    def _named(self, place: Place, specification: Object, *names: str) -> Iterator[CarriedFile]:
        self.count += 1
        if self.count > MAX_FILES:
            raise RefusedError(
                f"This PDF carries more than {MAX_FILES} files, and no document of this catalog "
                "does. Choose the PDF of one datasheet."
            )
        embedded: Object = Dictionary()
        if isinstance(specification, Dictionary):
            self.seen.add(specification.objgen)
            embedded = specification.get("/EF", embedded)
            written = (specification.get(name) for name in _NAMES)
            names += tuple(str(name) for name in written if isinstance(name, String))
        hashes = {self._sha256(stream) for _, stream in embedded.items()} or {""}
        for name in dict.fromkeys(names or ("",)):
            for sha256 in hashes:
                yield CarriedFile(place.value, name[:200], sha256)

    def _sha256(self, stream: Object) -> str:
        """Worked out once for each stream, however many specifications lead to it."""
        if not isinstance(stream, Stream):
            return ""
        self.seen.add(stream.objgen)
        if stream.objgen not in self.hashes:
            content = self.budget.unpacked(stream)
            known = "" if content is None else hashlib.sha256(content).hexdigest()
            self.hashes[stream.objgen] = known
        return self.hashes[stream.objgen]


def _leaves(names: Object) -> Iterator[tuple[str, Object]]:
    """The entries of the name tree of embedded files; a loop is walked once."""
    nodes, seen = [names.get("/EmbeddedFiles")], set()
    while nodes:
        node = nodes.pop()
        if not isinstance(node, Dictionary) or node.objgen in seen:
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        entries = list(node.get("/Names", Array()))
        for name, specification in zip(entries[::2], entries[1::2], strict=False):
            yield str(name), specification
        nodes += list(node.get("/Kids", Array()))


def _with_direct_parts(thing: Object) -> Iterator[Object]:
    """Dictionaries: an object, and those that are written inside of it."""
    parts = [thing]
    while parts:
        part = parts.pop()
        if isinstance(part, Array):
            inside = list(part)
        elif isinstance(part, Dictionary | Stream):
            yield part
            inside = [value for _, value in part.items()]
        else:
            continue
        parts += [p for p in inside if isinstance(p, Array | Dictionary) and not p.is_indirect]
