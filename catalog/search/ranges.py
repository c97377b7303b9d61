"""Parametric filters: numbers from, to, in a unit; as an address says them."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from django.utils.datastructures import MultiValueDict

from catalog.keys import match_key

LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that products are filtered by. Its limits are ``<name>_min`` and ``<name>_max``."""

    name: str
    label: str
    units: tuple[str, ...]

    @property
    def limits(self) -> tuple[str, str]:
        return f"{self.name}_min", f"{self.name}_max"


PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("weight", "Molecular weight", ("g/mol",)),
        Parameter("solubility", "Solubility", ("mg/mL",)),
        Parameter("storage", "Storage temperature as supplied", ("°C",)),
        Parameter("working", "Working concentration", ("µM", "µg/mL")),
    )
}
LIMITS = {name: parameter for parameter in PARAMETERS.values() for name in parameter.limits}
SOLVENT, UNIT = "solvent", "working_unit"


@dataclass(frozen=True, slots=True)
class RangeProblem:
    """What was typed and cannot be used: the parameter of the address, the text, the remedy."""

    name: str
    text: str
    message: str

    @property
    def label(self) -> str:
        return (LIMITS | {UNIT: PARAMETERS["working"]})[self.name].label


@dataclass(frozen=True, slots=True)
class Ranges:
    """Numbers asked for, as they were typed. ``solvent`` is the one that ``solubility`` is of;
    ``unit`` that of the working concentration."""

    typed: tuple[tuple[str, str], ...] = ()
    solvent: str = ""
    unit: str = PARAMETERS["working"].units[0]
    problems: tuple[RangeProblem, ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    """What stands in the fields of the limits, mistakes too."""

    @classmethod
    def read(cls, parameters: MultiValueDict[str, str]) -> Self:
        """From an address. What cannot be used is left out, and said in ``problems``."""
        given = {name: parameters.get(name, "").strip() for name in LIMITS}
        written = {name: text for name, text in given.items() if text}
        typed, problems = {}, []
        for name, text in written.items():
            try:
                read_number(text)
                typed[name] = text
            except ValueError as error:
                problems.append(RangeProblem(name, text, str(error)))
        for parameter in PARAMETERS.values():
            low, high = (typed.get(name) for name in parameter.limits)
            if low and high and read_number(low) > read_number(high):
                message = f"nothing is from {low} to {high}; exchange the two numbers."
                problems.append(RangeProblem(parameter.limits[0], low, message))
                for name in parameter.limits:
                    del typed[name]
        solvent = " ".join(parameters.get(SOLVENT, "").split())[:120]
        if not match_key(solvent):
            solvent = ""
            for name in PARAMETERS["solubility"].limits:
                if text := typed.pop(name, ""):
                    problems.append(RangeProblem(name, text, "choose the solvent, too."))
        units = PARAMETERS["working"].units
        named = parameters.get(UNIT, "").strip() or units[0]
        unit = re.sub("^[uμ]", "µ", named)
        if unit not in units:
            problems.append(RangeProblem(UNIT, named[:20], f"choose {' or '.join(units)}."))
            for name in PARAMETERS["working"].limits:
                typed.pop(name, None)
        return cls(
            tuple(typed.items()),
            solvent,
            unit if unit in units else units[0],
            tuple(problems),
            tuple(written.items()),
        )

    def __bool__(self) -> bool:
        return bool(self.typed or self.solvent)

    def limits(self, name: str) -> tuple[float | None, float | None]:
        """From, to of a parameter, inclusive; None where nothing is asked."""
        typed = dict(self.typed)
        low, high = (typed.get(limit) for limit in PARAMETERS[name].limits)
        return (read_number(low) if low else None, read_number(high) if high else None)

    def asked(self) -> list[Parameter]:
        """The parameters that something is asked of."""
        return [
            parameter
            for parameter in PARAMETERS.values()
            if any(name in parameter.limits for name, _ in self.typed)
            or (parameter.name == "solubility" and self.solvent)
        ]

    def without(self, name: str) -> Self:
        limits = PARAMETERS[name].limits
        typed = tuple((limit, text) for limit, text in self.typed if limit not in limits)
        return replace(self, typed=typed, solvent="" if name == "solubility" else self.solvent)

    def typed_in(self, limit: str) -> str:
        """What stands in the field of a limit, a mistake too."""
        return dict(self.written).get(limit, "")

    def told(self, parameter: Parameter) -> str:
        """What is asked of it, in words: "Molecular weight 300 to 500 g/mol"."""
        typed = dict(self.typed)
        low, high = (typed.get(limit) for limit in parameter.limits)
        unit = self.unit if parameter.name == "working" else parameter.units[0]
        span = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"
        of = f" in {self.solvent}" if parameter.name == "solubility" else ""
        return f"{parameter.label}{of} {span} {unit}" if low or high else f"{parameter.label}{of}"

    def pairs(self) -> list[tuple[str, str]]:
        """As an address writes it."""
        unit = self.unit if any(name.startswith("working") for name, _ in self.typed) else ""
        standard = PARAMETERS["working"].units[0]
        return [
            *self.typed,
            (SOLVENT, self.solvent),
            (UNIT, "" if unit == standard else unit),
        ]


NO_RANGES = Ranges()


def read_number(text: str) -> float:
    """A number as people type it. Raises ValueError with the remedy."""
    plain = text.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-").replace(" ", "")
    remedy = "write a number, such as 350 or 0.5"
    if len(plain) > LONGEST_NUMBER or "_" in plain:
        raise ValueError(f"{remedy}.")
    if "," in plain:
        raise ValueError(f"{remedy}, with a point before decimal places.")
    try:
        number = float(plain)
    except ValueError as error:
        raise ValueError(f"{remedy}.") from error
    if not math.isfinite(number):
        raise ValueError(f"{remedy}.")
    return number
