"""The units that reagents are sold, measured and stored in: one spelling each, conversion.

Symbols follow the SI Brochure (BIPM, 9th edition), with the litre as L and micro as U+00B5.
Conversion is pint's; its registry takes a moment to build, so it is built when the first
conversion asks for it.
"""

import difflib
import math
import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from catalog.chemistry.errors import ChemistryError, quoted
from catalog.chemistry.typography import plain
from catalog.chemistry.unit_table import AMBIGUOUS, FAMILIES, OWN_UNITS, SYNONYMS

if TYPE_CHECKING:
    import pint


class QuantityError(ChemistryError):
    """Not a quantity, or not a unit known here, or a conversion that makes no sense."""


UNIT_FAMILIES: Final = MappingProxyType(
    {family: tuple(units) for family, units in FAMILIES.items()}
)
"""Canonical unit symbols by family."""

_DEFINITIONS: Final = {unit: text for units in FAMILIES.values() for unit, text in units.items()}
_FAMILY_OF: Final = {unit: family for family, units in FAMILIES.items() for unit in units}

_MICRO: Final = re.compile(r"(?<![A-Za-z])u(?=(?:g|L|l|M|m|mol|kat|Ci)(?![a-z])|mol)")
_PER: Final = re.compile(r"[ ·.]?(?P<unit>[A-Za-zµ]+)(?:\^?-1|⁻¹)$")


def parse_unit(text: str) -> str:
    """The canonical symbol: ``mg/mL`` for ``mg/ml``, ``µM`` for ``uM``, nothing for nothing.

    Raises ``QuantityError`` with the nearest known unit.
    """
    typed = plain(text)
    if not typed:
        return ""
    spelled = _spelled(typed)
    for candidate in (typed, spelled, spelled.replace(" ", "")):
        if candidate in _FAMILY_OF:
            return candidate
        if candidate in SYNONYMS:
            return SYNONYMS[candidate]
    folded = _by_folded_case().get(spelled.replace(" ", "").casefold(), set())
    if len(folded) == 1 and typed not in AMBIGUOUS:
        return next(iter(folded))
    near = sorted(folded) or difflib.get_close_matches(
        spelled, [*_FAMILY_OF, *SYNONYMS], n=1, cutoff=0.6
    )
    hint = f"did you mean {' or '.join(SYNONYMS.get(unit, unit) for unit in near)}?" if near else ""
    raise QuantityError(
        f"{quoted(text)} is not a unit known here; {hint or 'write one such as mg/mL, µM or °C.'}"
    )


def family_of(unit: str) -> str | None:
    """The family of a unit in any spelling, or ``None`` for an unknown one."""
    try:
        return _FAMILY_OF.get(parse_unit(unit))
    except QuantityError:
        return None


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """The value in another unit of the same dimension.

    Raises ``QuantityError`` where none exists, as from mg/mL to mM, which needs a molecular weight.
    """
    if not math.isfinite(value):
        raise QuantityError(
            f"A value to convert must be a finite number, and {value} is not; correct the value."
        )
    source, target = parse_unit(from_unit), parse_unit(to_unit)
    if source == target:
        return value
    source_text, target_text = _DEFINITIONS.get(source), _DEFINITIONS.get(target)
    if source_text is None or target_text is None:
        raise _incompatible(value, source, target)
    import pint  # slow to load, and most callers never convert

    try:
        return float(_registry().Quantity(value, source_text).to(target_text).magnitude)
    except pint.DimensionalityError as error:
        raise _incompatible(value, source, target) from error


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    import pint  # slow to load, and most callers never convert

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    for unit in OWN_UNITS:
        registry.define(f"{unit} = [{unit}]")
    return registry


def _incompatible(value: float, source: str, target: str) -> QuantityError:
    remedy = "choose units of one kind"
    if {_FAMILY_OF.get(source), _FAMILY_OF.get(target)} == {
        "mass concentration",
        "molar concentration",
    }:
        remedy = "that needs the molecular weight"
    return QuantityError(
        f"{value:g} {source or '(no unit)'} can't be converted to {target or '(no unit)'}; "
        f"{remedy}."
    )


def _spelled(typed: str) -> str:
    """One spelling of micro, litre and mole, ``mg mL-1`` as ``mg/mL``, bare slashes."""
    text = typed.replace("μ", "µ").replace(" / ", "/").replace("/ ", "/").replace(" /", "/")
    per = _PER.search(text)
    if per and per.start():
        text = f"{text[: per.start()]}/{per['unit']}"
    text = re.sub(r" per ", "/", text)
    text = re.sub(r"\bmcg\b", "µg", text)
    text = re.sub(r"moles?\b", "mol", text)
    text = _MICRO.sub("µ", text)
    return re.sub(r"(?<=[mµn])l\b|(?<=/)l\b", "L", text)


@cache
def _by_folded_case() -> dict[str, set[str]]:
    folded: dict[str, set[str]] = {}
    for spelling, unit in [*((unit, unit) for unit in _FAMILY_OF), *SYNONYMS.items()]:
        folded.setdefault(spelling.replace(" ", "").casefold(), set()).add(unit)
    return folded
