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
_COORDINATE = re.compile(rb"(?<![\d.])(\d\d+\.\d)\d+(?= )(?! Tf)")


def tidied(content: bytes, tagged: Collection[int]) -> bytes:
    """The same drawing: marked content that no element holds is an artifact, and it is shorter.

    ``tagged`` are the numbers of the marked content in the structure tree. Adjustments by zero
    between glyphs go, and coordinates, which are CSS pixels, keep one decimal place: a tenth is
    less than a dot of a good printer.
    """

    def mark(found: re.Match[bytes]) -> bytes:
        return found[0] if int(found[1]) in tagged else b"/Artifact\nBMC"

    content = _MARK.sub(mark, content)
    content = content.replace(b">0<", b"").replace(b">0]", b">]")
    return _COORDINATE.sub(rb"\1", content)


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
