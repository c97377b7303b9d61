"""The units that reagents are sold, measured and stored in: one spelling each, conversion.

Symbols follow the SI Brochure (BIPM, 9th edition), with the litre as L and micro as U+00B5.
Conversion is pint's; its registry takes a moment to build, so it is built when the first
conversion asks for it.
"""

import math
import re
from collections.abc import Collection
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

_MICRO: Final = re.compile(
    r"(?<![A-Za-z])(?:(?:u|mc)(?=(?:g|L|l|M|m|mol|kat|Ci)(?![a-z])|mol)|U(?=(?:G|L|M|MOL)\b))"
)
_PER: Final = re.compile(r"[ ·.]?(?P<unit>[A-Za-zµ]+)(?:\^?-1|⁻¹)$")
_PREFIXES: Final = {
    "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "deci": "d", "kilo": "k",
}  # fmt: skip
_NAMES: Final = {"gram": "g", "liter": "L", "litre": "L", "molar": "M", "mole": "mol", "mol": "mol"}
_SPELLED_OUT: Final = re.compile(
    rf"\b(?P<prefix>{'|'.join(_PREFIXES)})?[ -]?(?P<name>{'|'.join(_NAMES)})s?\b", re.IGNORECASE
)
_RAISED: Final = str.maketrans({"⁻": "-", "¹": "1", "^": "", "·": "", ".": "", "*": "", " ": ""})


def parse_unit(text: str) -> str:
    """The canonical symbol: ``mg/mL`` for ``mg/ml``, ``µM`` for ``uM``, nothing for nothing.

    Raises ``QuantityError`` with the unit that was meant, where the letters leave no doubt.
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
    if inverse := _inverse_units().get(_bare(typed)):
        return inverse
    folded = _by_folded_case().get(spelled.replace(" ", "").casefold(), set())
    if len(folded) == 1 and typed not in AMBIGUOUS:
        return next(iter(folded))
    near = sorted(folded) or _same_letters(spelled)
    hint = f"did you mean {' or '.join(near)}?" if near else ""
    raise QuantityError(
        f"{quoted(text)} is not a unit known here; {hint or 'write one such as mg/mL, µM or °C.'}"
    )


def family_of(unit: str) -> str | None:
    """The family of a unit in any spelling, or ``None`` for an unknown one."""
    try:
        return _FAMILY_OF.get(parse_unit(unit))
    except QuantityError:
        return None


def alternatives(families: Collection[str]) -> str:
    """Families in words: ``mass, volume or activity``."""
    *most, last = families
    return f"{', '.join(most)} or {last}" if most else last


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
    text = _SPELLED_OUT.sub(_symbol, text)
    text = re.sub(r"moles?\b", "mol", text)
    text = _MICRO.sub("µ", text)
    return re.sub(r"(?<=[mµn])l\b|(?<=/)l\b", "L", text)


def _symbol(words: re.Match[str]) -> str:
    """``nM`` for nanomolar; what is short already stays for the table."""
    prefix = _PREFIXES.get((words["prefix"] or "").casefold(), "")
    return prefix + _NAMES[words["name"].casefold()]


def _bare(text: str) -> str:
    """``M-1s-1`` for whichever of M⁻¹ s⁻¹, M^-1·s^-1 and M⁻¹·sec⁻¹ is typed."""
    return re.sub(r"sec(?=-|$)", "s", text.translate(_RAISED))


@cache
def _inverse_units() -> dict[str, str]:
    """Units with negative powers by their bare spellings, and as fractions: 1/(M·s), /M/s, 1/s."""
    spelled: dict[str, str] = {}
    for unit in (unit for unit in _FAMILY_OF if unit.endswith("⁻¹")):
        parts = unit.split("⁻¹")[:-1]
        fractions = ("".join(parts), f"({''.join(parts)})", "/".join(parts))
        spelled |= {_bare(unit): unit}
        spelled |= {f"{one}/{below}": unit for one in ("1", "") for below in fractions}
    return spelled


@cache
def _by_folded_case() -> dict[str, set[str]]:
    folded: dict[str, set[str]] = {}
    for spelling, unit in [*((unit, unit) for unit in _FAMILY_OF), *SYNONYMS.items()]:
        folded.setdefault(spelling.replace(" ", "").casefold(), set()).add(unit)
    return folded


def _same_letters(typed: str) -> list[str]:
    """The unit that differs in doubled letters, an s at the end or a sign between alone.

    A unit that merely looks similar may be of another kind, U/L for UL, or of another value.
    """
    letters = _letters(typed)
    near = {
        unit
        for spelling, unit in [*((unit, unit) for unit in _FAMILY_OF), *SYNONYMS.items()]
        if letters and _letters(spelling) == letters
    }
    return sorted(near)


def _letters(text: str) -> str:
    kept = re.sub(r"[^\w/%°]", "", text.casefold())
    return re.sub(r"([^\W\d_])\1+", r"\1", kept).removesuffix("s")
