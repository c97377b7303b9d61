"""A structure as a small SVG that takes the colour of the text around it.

RDKit writes one element with an inline style for each bond and each letter. Here all of one
stroke become one path with presentation attributes, because a strict Content-Security-Policy
refuses inline styles, and because a page with fifty structures should not weigh two megabytes.
Letters stay paths: no font is needed.
"""

import re
from collections.abc import Collection
from html import escape
from typing import Any, Final, NamedTuple

from rdkit.Chem.Draw import rdMolDraw2D

from catalog.chemistry.errors import quoted
from catalog.chemistry.layout import lay_out
from catalog.chemistry.structure import MAX_ATOMS, StructureError, quiet, read_molecule

_ELEMENT: Final = re.compile(r"<(?P<tag>path|ellipse)\b(?P<attributes>[^>]*)/>")
_ATTRIBUTE: Final = re.compile(r"([\w:-]+)\s*=\s*'([^']*)'")
_COMMAND: Final = re.compile(r"([MLQCZ])([^MLQCZ]*)", re.IGNORECASE)
_ATOM: Final = re.compile(r"\batom-(\d+)")
_POINT: Final = re.compile(r"-?[\d.]+,-?[\d.]+")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


MATCH: Final = "match"
"""The class of what is marked, which a stylesheet gives another colour."""
_MARKED_STROKES: Final = 1.5
"""How much thicker marked bonds are: they are told apart without their colour, too, and the two
lines of a double bond stay two."""
_MARKED_LETTERS: Final = "0.8"
"""Pixels of outline that make a letter bold."""


class _Pen(NamedTuple):
    filled: bool
    width: str
    """Of the stroke in pixels, or nothing for none."""
    dashes: str
    marked: bool = False

    def attributes(self) -> str:
        fill = ' fill="currentColor"' if self.filled else ' fill="none"'
        stroke = f' stroke="currentColor" stroke-width="{self.width}"' if self.width else ""
        dashes = f' stroke-dasharray="{self.dashes}"' if self.dashes else ""
        return f"{fill}{stroke}{dashes}" + (f' class="{MATCH}"' if self.marked else "")

    def marking(self) -> "_Pen":
        """The same for what is marked."""
        width = f"{float(self.width) * _MARKED_STROKES:g}" if self.width else ""
        return self._replace(width=width or _MARKED_LETTERS, marked=True)


def draw_structure(
    smiles: str,
    *,
    title: str,
    width: int = 300,
    height: int = 220,
    title_id: str = "",
    marked: Collection[int] = (),
    most_atoms: int = MAX_ATOMS,
) -> str:
    """An ``<svg>`` element to put into a page, with ``title`` as its accessible name.

    Without a title it is decoration, which assistive technology passes over. ``marked`` are atoms
    by their places in the SMILES; they and the bonds between them are thick and of the class
    ``match``.

    The same arguments give the same text. Raises ``StructureError`` for a SMILES that can't be
    read, for one of more than ``most_atoms`` and for a size that is not positive.
    """
    if width < 1 or height < 1:
        raise StructureError(
            f"A drawing needs a positive size, and {width} by {height} is not; use 300 by 220."
        )
    paths: dict[_Pen, list[str]] = {}
    wanted, corners = set(marked), set[str]()
    for element in _ELEMENT.finditer(_drawn(smiles, width, height, most_atoms)):
        attributes = dict(_ATTRIBUTE.findall(element["attributes"]))
        outline = attributes.get("d") or _circle(attributes)
        pen = _pen(attributes)
        points, atoms = set(_POINT.findall(outline)), _atoms(attributes)
        if wanted and (atoms <= wanted if atoms else points & corners):
            pen = pen.marking()
            corners |= points
        paths.setdefault(pen, []).append(_compact(outline))
    body = "".join(
        f'<path d="{"".join(parts)}"{pen.attributes()}/>' for pen, parts in paths.items()
    )
    identity = f' id="{escape(title_id)}"' if title_id else ""
    label = f' aria-labelledby="{escape(title_id)}"' if title_id else ""
    role = f'role="img"{label}' if title else 'aria-hidden="true"'
    name = f"<title{identity}>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {role} viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{name}{body}</svg>'
    )


def _drawn(smiles: str, width: int, height: int, most_atoms: int) -> str:
    """RDKit's own SVG, black on nothing."""
    molecule = read_molecule(smiles)
    if molecule.GetNumAtoms() > most_atoms:
        raise StructureError(
            f"A drawing of this size shows at most {most_atoms} atoms, and {quoted(smiles)} has "
            f"{molecule.GetNumAtoms()}; link to a larger one."
        )
    with quiet():
        laid_out = lay_out(molecule)
        prepared = rdMolDraw2D.PrepareMolForDrawing(laid_out, addChiralHs=False)
        drawing = rdMolDraw2D.MolDraw2DSVG(width, height)
        options: Any = drawing.drawOptions()
        options.useBWAtomPalette()
        options.clearBackground = False
        options.prepareMolsBeforeDrawing = False
        drawing.DrawMolecule(prepared)
        drawing.FinishDrawing()
        return str(drawing.GetDrawingText())


def _pen(attributes: dict[str, str]) -> _Pen:
    style = dict(
        part.split(":", 1) for part in attributes.get("style", "").rstrip(";").split(";") if part
    )
    fill = style.get("fill") or attributes.get("fill", "none")
    stroke = style.get("stroke", "none")
    width = (
        style.get("stroke-width", "1").removesuffix("px").removesuffix(".0")
        if stroke != "none"
        else ""
    )
    return _Pen(fill != "none", width, style.get("stroke-dasharray", ""))


def _atoms(attributes: dict[str, str]) -> set[int]:
    """Those that a bond or a letter belongs to, as RDKit's class names say. What joins bonds in a
    corner belongs to none."""
    return {int(number) for number in _ATOM.findall(attributes.get("class", ""))}


def _circle(attributes: dict[str, str]) -> str:
    """An ellipse (the dot of a radical) as a diamond, which looks the same at that size."""
    x, y, rx, ry = (float(attributes[name]) for name in ("cx", "cy", "rx", "ry"))
    corners = [(x - rx, y), (x, y - ry), (x + rx, y), (x, y + ry)]
    return "M" + " L".join(f" {across:.1f} {down:.1f}" for across, down in corners) + " Z"


def _compact(outline: str) -> str:
    """The same path in relative coordinates, counted in tenths so that no rounding adds up."""
    written: list[str] = []
    x = y = 0
    for command, numbers in _COMMAND.findall(outline):
        if command in "Zz":
            written.append("z")
            continue
        tenths = [round(float(number) * 10) for number in _NUMBER.findall(numbers)]
        points = list(zip(tenths[::2], tenths[1::2], strict=True))
        if command == "M":
            written.append("M" + _joined([value for point in points for value in point]))
        else:
            offsets = [value for px, py in points for value in (px - x, py - y)]
            written.append(command.lower() + _joined(offsets))
        x, y = points[-1]
    return "".join(written)


def _joined(tenths: list[int]) -> str:
    text = ""
    for value in tenths:
        number = f"{value / 10:g}".replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:g}"
        text += number if not text or number.startswith("-") else f" {number}"
    return text
