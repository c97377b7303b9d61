"""Files that were made to do harm to whoever reads them."""

import io
import random
import zlib
from collections.abc import Callable, Mapping
from functools import partial

import pikepdf

MB = 2**20
CATALOG = b"<< /Type /Catalog /Pages 2 0 R %b >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"


def pdf(root: bytes = b"", more: Mapping[int, bytes] | None = None) -> bytes:
    """With members of the catalog, and more objects; 2 is the page tree, 3 its page."""
    objects = {1: CATALOG % root, 2: PAGES, 3: PAGE} | dict(more or {})
    written = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        written += b"%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer << /Root 1 0 R /Size %d >>\n" % (max(objects) + 1)
    return bytes(written) + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, members: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), members, content)


def deflated(content: bytes, members: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + members)


def deflated_twice(size: int) -> bytes:
    packed = zlib.compress(zlib.compress(b"\0" * size, 9), 9)
    return stream(packed, b"/Filter [/FlateDecode /FlateDecode]")


def many_names_of_one_stream(count: int, size: int) -> bytes:
    """The one that took a server down: each specification was unpacked by itself."""
    specification = b"<< /Type /Filespec /F (%d) /UF (%d) /EF << /F 9 0 R /UF 9 0 R >> >>"
    entries = {10 + n: specification % (n, n) for n in range(count)}
    associated = b" ".join(b"%d 0 R" % number for number in entries)
    return pdf(b"/AF [%b]" % associated, entries | {9: deflated(b" " * size)})


def metadata(content: bytes, members: bytes = b"") -> bytes:
    return pdf(b"/Metadata 9 0 R", {9: deflated(content, members)})


def xmp_attributes(count: int) -> bytes:
    attributes = b" ".join(b'a%d="1"' % number for number in range(count))
    return metadata(b"<x %b/>" % attributes)


def xmp_depth(depth: int) -> bytes:
    return metadata(b"<a>" * depth + b"</a>" * depth)


def entities() -> bytes:
    """A billion laughs."""
    lines = [b'<!ENTITY l0 "lol">']
    lines += [b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)]
    return metadata(b"<!DOCTYPE x [%b]><x>&l9;</x>" % b"".join(lines))


def object_stream(count: int, size: int) -> bytes:
    """Objects in streams that unpack to far more than they say."""
    packed = zlib.compress(b"10 0 << /Type /Catalog >> " + b" " * size, 9)
    members = b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode"
    more = {number: stream(packed, members) for number in range(100, 100 + count)}
    written = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in more.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = b"\0\0\0\0\0\xff\xff" + b"".join(
        b"\2" + (100 + number).to_bytes(4, "big") + b"\0\0" for number in range(count)
    )
    rows += b"".join(b"\1" + place.to_bytes(4, "big") + b"\0\0" for place in places.values())
    index = b"/Index [0 1 10 %d 100 %d]" % (count, count)
    table = deflated(
        rows, b"/Type /XRef /W [1 4 2] /Root 10 0 R /Size %d %b" % (200 + count, index)
    )
    start = len(written)
    written += b"99 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)
    return bytes(written)


def chained_tables(count: int, *, endless: bool) -> bytes:
    """Tables of places that lead to one before, and again."""
    written, before = bytearray(pdf()), 0
    first = len(written)
    for _ in range(count):
        place = len(written)
        before = before or (first if endless else 0)
        previous = b"/Prev %d" % before if before else b""
        written += b"xref\n0 0\ntrailer << /Root 1 0 R /Size 4 %b >>\n" % previous
        before = place
    return bytes(written) + b"startxref\n%d\n%%%%EOF\n" % before


def name_tree_loop() -> bytes:
    return pdf(
        b"/Names << /EmbeddedFiles 9 0 R >>",
        {9: b"<< /Kids [9 0 R 10 0 R] >>", 10: b"<< /Kids [9 0 R] /Names [(a) 9 0 R] >>"},
    )


def encrypted(password: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="owner", user=password))
    return written.getvalue()


def noise(size: int) -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(size)


PREDICTOR = b"/DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>"

ATTACKS: dict[str, Callable[[], bytes]] = {
    "90 files of one stream of 31 MB": partial(many_names_of_one_stream, 90, 31 * MB),
    "90 files of one stream of 15 MB": partial(many_names_of_one_stream, 90, 15 * MB),
    "20,000 files": partial(many_names_of_one_stream, 20_000, 1),
    "XMP of 2.5 million attributes": partial(xmp_attributes, 2_500_000),
    "XMP of 25,000 attributes": partial(xmp_attributes, 25_000),
    "XMP a million elements deep": partial(xmp_depth, 1_000_000),
    "XMP 40,000 elements deep": partial(xmp_depth, 40_000),
    "XMP of a billion laughs": entities,
    "arrays a million deep": lambda: pdf(b"/X " + b"[" * MB + b"]" * MB),
    "arrays 400 deep": lambda: pdf(b"/X " + b"[" * 400 + b"]" * 400),
    "dictionaries 90 deep": lambda: pdf(b"/X " + b"<< /A " * 90 + b"1" + b" >>" * 90),
    "an array of a million": lambda: pdf(b"/X [" + b"0 " * MB + b"]"),
    "a string of 8 million parentheses": lambda: pdf(b"/X " + b"(" * 4 * MB + b")" * 4 * MB),
    "a page tree that is its own child": lambda: pdf(
        more={2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}
    ),
    "a page that is there a million times": lambda: pdf(
        more={2: b"<< /Type /Pages /Kids [%b] /Count 1000000 >>" % (b"3 0 R " * 1_000_000)}
    ),
    "a count of pages that is a lie": lambda: pdf(
        more={2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"}
    ),
    "an object stream of 256 MB": partial(object_stream, 1, 256 * MB),
    "1,000 object streams of 15 MB": partial(object_stream, 1000, 15 * MB),
    "metadata of 256 MB": lambda: pdf(b"/Metadata 9 0 R", {9: deflated(b"\0" * 256 * MB)}),
    "metadata of 256 MB, deflated twice": lambda: pdf(
        b"/Metadata 9 0 R", {9: deflated_twice(256 * MB)}
    ),
    "metadata in LZW": lambda: metadata(b"x", b"/Filter /LZWDecode"),
    "metadata in run lengths": lambda: pdf(
        b"/Metadata 9 0 R", {9: stream(b"\x81\0" * 4 * MB, b"/Filter /RunLengthDecode")}
    ),
    "metadata in a chain of filters": lambda: pdf(
        b"/Metadata 9 0 R",
        {9: stream(b"30" * MB + b">", b"/Filter [" + b"/ASCIIHexDecode " * 30 + b"]")},
    ),
    "metadata in JBIG2": lambda: pdf(
        b"/Metadata 9 0 R", {9: stream(b"\x97JB2\r\n\x1a\n" * 99, b"/Filter /JBIG2Decode")}
    ),
    "metadata in a JPEG": lambda: pdf(
        b"/Metadata 9 0 R", {9: stream(b"\xff\xd8\xff\xe0" * 99, b"/Filter /DCTDecode")}
    ),
    "a predictor of endless rows": lambda: metadata(b"x" * 99, PREDICTOR),
    "a length of 9 quintillion": lambda: pdf(
        b"/Metadata 9 0 R",
        {9: b"<< /Length 9223372036854775807 >>\nstream\nx\nendstream"},
    ),
    "a length below zero": lambda: pdf(
        b"/Metadata 9 0 R", {9: b"<< /Length -1 >>\nstream\nx\nendstream"}
    ),
    "a length that leads to itself": lambda: pdf(
        b"/Metadata 9 0 R", {9: b"<< /Length 9 0 R >>\nstream\nx\nendstream"}
    ),
    "a table for two billion objects": lambda: pdf().replace(b"/Size 4", b"/Size 2147483647"),
    "a table of two billion rows": lambda: pdf().replace(
        b"0 1\n0000000000", b"0 2147483647\n0000000000"
    ),
    "an endless chain of tables": partial(chained_tables, 2, endless=True),
    "a chain of 100,000 tables": partial(chained_tables, 100_000, endless=False),
    "a name tree that is its own child": name_tree_loop,
    "300,000 objects": lambda: pdf(more=dict.fromkeys(range(10, 300010), b"<< /A 1 >>")),
    "cut off": lambda: pdf()[:200],
    "only a beginning": lambda: b"%PDF-1.4<script>",
    "encrypted": partial(encrypted, "secret"),
    "encrypted, opens for everybody": partial(encrypted, ""),
    "10 MB of noise": partial(noise, 10 * MB),
    "10 MB of beginnings of objects": lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<" * MB,
}
