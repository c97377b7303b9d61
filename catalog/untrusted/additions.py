"""What was added to a PDF at its end: an incremental update, as signing and commenting write it
(ISO 32000-1, 7.5.6), keeps the bytes before it."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from catalog.untrusted.jobs import Part

_OF_SIGNATURES = {"/DSS", "/Perms", "/Extensions"}
_OF_FILES = {"/Names", "/AF"}
_OF_SETTINGS = {"/Metadata", "/Lang", "/Version", "/ViewerPreferences", "/MarkInfo"}
"""Members of the catalog, by what they are for; the others may change what is shown."""
_MACHINERY = ("/XRef", "/ObjStm")


def added_parts(before: Pdf, after: Pdf) -> tuple[Part, ...]:
    """What an update touches, of what a reader shows or uses."""
    if before.Root.objgen != after.Root.objgen:
        return (Part.PAGES,)
    touched = set(_Update(before, after).parts())
    return tuple(part for part in Part if part in touched)


class _Update:
    def __init__(self, before: Pdf, after: Pdf) -> None:
        self.after = after
        self.earlier = {thing.objgen: thing for thing in before.objects}
        self.settings = {
            _objgen(before.trailer.get("/Info")), _objgen(before.Root.get("/Metadata"))
        }  # fmt: skip
        self.lists_of_marks = {
            _objgen(page.obj.get("/Annots")) for pdf in (before, after) for page in pdf.pages
        }

    def parts(self) -> Iterator[Part]:
        for thing in self.after.objects:
            was = self.earlier.get(thing.objgen)
            if was is None or _written(was) != _written(thing):
                yield from self._parts_of(thing, was)

    def _parts_of(self, thing: Object, was: Object | None) -> Iterator[Part]:
        first = thing if was is None else was  # a page that calls itself a signature stays a page
        if isinstance(first, Dictionary | Stream) and (kinds := list(_by_kind(first))):
            yield from kinds
        elif was is None:  # it counts where something leads to it, which is touched then
            return
        elif thing.objgen == self.after.Root.objgen:
            for member in _differing(was, thing):
                yield from _of_catalog(member, thing)
        elif isinstance(thing, Dictionary) and thing.get("/Type") == "/Page":
            for member in _differing(was, thing):
                yield from self._of_marks(was, thing) if member == "/Annots" else [Part.PAGES]
        elif thing.objgen in self.lists_of_marks:
            yield from self._of_marks(Dictionary(Annots=was), Dictionary(Annots=thing))
        else:
            yield Part.SETTINGS if thing.objgen in self.settings else Part.PAGES

    def _of_marks(self, was: Object, now: Object) -> Iterator[Part]:
        """Marks that are objects of their own are told by their kind; here the others are found,
        and those that were taken away."""
        before, after = (list(page.get("/Annots", Array())) for page in (was, now))
        added = [mark for mark in after if not any(_plain(mark) == _plain(b) for b in before)]
        if len(before) + len(added) != len(after):
            yield Part.COMMENTS
        for mark in added:
            yield from _by_kind(mark) if isinstance(mark, Dictionary) else [Part.COMMENTS]


def _by_kind(thing: Object) -> Iterator[Part]:
    is_signature = thing.get("/FT") == "/Sig"
    if "/ByteRange" in thing or is_signature:
        yield Part.SIGNATURE
    if "/EF" in thing or thing.get("/Type") == "/EmbeddedFile":
        yield Part.FILES
    if "/Rect" in thing and "/Subtype" in thing and not (is_signature and _is_invisible(thing)):
        yield Part.COMMENTS


def _is_invisible(mark: Object) -> bool:
    """A signature that is seen nowhere still has a mark on a page, without an extent."""
    left, bottom, right, top = (float(edge) for edge in mark.Rect)
    return left == right and bottom == top


def _of_catalog(member: str, catalog: Object) -> Iterator[Part]:
    if member == "/AcroForm":
        form = catalog.get(member, Dictionary())
        yield Part.SIGNATURE if "/SigFlags" in form else Part.COMMENTS
        if "/XFA" in form:  # some readers show it in place of the pages
            yield Part.PAGES
    elif member in _OF_SIGNATURES:
        yield Part.SIGNATURE
    elif member in _OF_FILES:
        yield Part.FILES
    else:
        yield Part.SETTINGS if member in _OF_SETTINGS else Part.PAGES


def _differing(was: Object, now: Object) -> list[str]:
    members = {name for name, _ in was.items()} | {name for name, _ in now.items()}
    return [name for name in members if _plain(was.get(name)) != _plain(now.get(name))]


def _plain(value: object) -> bytes:
    return value.unparse() if isinstance(value, Object) else repr(value).encode()


def _written(thing: Object) -> bytes:
    """An object as it stands in the file. Streams are compared as they are packed."""
    if isinstance(thing, Stream):
        if thing.get("/Type") in _MACHINERY:
            return b""
        members = b"".join(name.encode() + _plain(value) for name, value in thing.items())
        return members + thing.read_raw_bytes()
    return thing.unparse(resolved=True)


def _objgen(thing: object) -> tuple[int, int] | None:
    return thing.objgen if isinstance(thing, Object) else None
