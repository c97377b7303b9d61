"""Content streams of pages, as WeasyPrint writes them: in hexadecimal strings, one operator a line.

Only what is known to come from there is touched.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from pikepdf import Dictionary, Object

_MARK = re.compile(rb"/\w+\s+<</MCID (\d+)>>\s+BDC")
_TEXT_GROUP = re.compile(rb"(?<= cm\n)/(x\d+) Do(?=\nQ\n)")
_TEXT_ALONE = re.compile(
    rb"q\n(?:(?!BT\n)[^\n]+ (?:gs|rg|w|d|J|j|M)\n)*BT\n(?:(?!BT\n).)*\nET\nQ", re.DOTALL
)
_DRAWN = re.compile(rb"/(\w+) Do\b")
_NUMBER = rb"(-?[\d.]+)"
_EDGE = re.compile(
    rb"(?m)^N N m\nN N l\nN N l\nN N l\nW\*\nn\n"
    rb"(/\S+ gs\nN N N rg\n)N N N N re\nN N N N re\nf\*\n".replace(b"N", _NUMBER)
)
_ALIKE = re.compile(
    rb"(q\n/\S+ gs\n[\d.]+ [\d.]+ [\d.]+ rg\n)((?:[^\n]+ re\n)+)f\nQ\nEMC\n/Artifact\nBMC\n\1"
)
_IN_A_ROW = re.compile(rb"(?m)^N N N N re\nN \2 N \4 re\n".replace(b"N", _NUMBER))
_HEXADECIMAL = re.compile(rb"<((?:[0-9a-f]{4})+)>")
_IN_NEED_OF_ESCAPE = re.compile(rb"[()\\]")
_COORDINATE = re.compile(rb"(?<![\d.])(\d\d+\.\d)\d+(?= )(?! Tf)")


def tidied(content: bytes, tagged: Collection[int]) -> bytes:
    """The same drawing: marked content that no element holds is an artifact, and it is shorter.

    ``tagged`` are the numbers of the marked content in the structure tree. Adjustments by zero
    between glyphs go, and coordinates, which are CSS pixels, keep one decimal place: a tenth is
    less than a dot of a good printer. Edges of boxes are plain rectangles, those of one colour in
    one piece; strings of glyphs are bytes.
    """

    def mark(found: re.Match[bytes]) -> bytes:
        return found[0] if int(found[1]) in tagged else b"/Artifact\nBMC"

    content = _MARK.sub(mark, _EDGE.sub(_edge, content))
    while (joined := _ALIKE.sub(rb"\1\2", content)) != content:
        content = joined
    while (joined := _IN_A_ROW.sub(_in_one, content)) != content:
        content = joined
    content = content.replace(b">0<", b"").replace(b">0]", b">]")
    return _HEXADECIMAL.sub(_literal, _COORDINATE.sub(rb"\1", content))


def _edge(found: re.Match[bytes]) -> bytes:
    """A border on one side of a box. It comes as the ring around the box, clipped to that side."""
    x1, y1, x2, y2, x3, y3, x4, y4 = (float(number) for number in found.groups()[:8])
    if (x1, x2, y1, y3) != (x4, x3, y2, y4):
        return found[0]  # a corner is mitred, where two borders meet
    left, bottom, width, height = min(x1, x2), min(y1, y3), abs(x1 - x2), abs(y1 - y3)
    return found[9] + b"%.2f %.2f %.2f %.2f re\nf\n" % (left, bottom, width, height)


def _in_one(found: re.Match[bytes]) -> bytes:
    """Edges of two cells that stand side by side."""
    left, y, width, height, beside, further = found.groups()
    if abs(float(left) + float(width) - float(beside)) > 0.011:
        # The second one may go on in a third.
        return b"%b %b %b %b re\n%b %b %b %b re\n" % (
            *(left, y, width, height), *(beside, y, further, height),
        )  # fmt: skip
    together = float(beside) + float(further) - float(left)
    return b"%b %b %.2f %b re\n" % (left, y, together, height)


def _literal(found: re.Match[bytes]) -> bytes:
    """The glyphs of a string as bytes (ISO 32000-1, 7.3.4.2), half as long."""
    glyphs = _IN_NEED_OF_ESCAPE.sub(rb"\\\g<0>", bytes.fromhex(found[1].decode()))
    return b"(" + glyphs.replace(b"\r", b"\\r") + b")"


def text_groups(resources: Object) -> dict[bytes, bytes]:
    """The text of drawings that WeasyPrint put into groups, to shift it: content by name.

    Such a group changes nothing that is seen, and has a stream and resources of its own for three
    digits. These are the ones that hold text alone, in graphics states that the page has, too.
    """
    groups = {}
    for name, form in resources.get("/XObject", Dictionary()).items():
        if form.get("/Subtype") != "/Form" or "/Matrix" in form:
            continue
        states = form.Resources.get("/ExtGState", Dictionary()).items()
        alike = all(resources.ExtGState.get(state) == value for state, value in states)
        content = form.read_bytes().strip()
        if alike and _TEXT_ALONE.fullmatch(content):
            groups[name[1:].encode()] = content
    return groups


def without_text_groups(content: bytes, groups: Mapping[bytes, bytes]) -> bytes:
    """The text in the place where its group was drawn."""
    return _TEXT_GROUP.sub(lambda found: groups.get(found[1], found[0]), content)


def drop_unused_objects(resources: Object, contents: Iterable[bytes]) -> None:
    """Forget the drawings and images that no page draws any more."""
    drawn = {name for content in contents for name in _DRAWN.findall(content)}
    for name in list(resources.get("/XObject", Dictionary()).keys()):
        if name[1:].encode() not in drawn:
            del resources.XObject[name]
