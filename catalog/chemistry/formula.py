"""Molecular formulas as suppliers type them: read, compared, weighed, and split for typesetting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from catalog.chemistry.composition import Component, CountRange, hill
from catalog.chemistry.elements import CURRENT, ISOTOPES, MONOISOTOPIC
from catalog.chemistry.formula_cursor import FormulaError
from catalog.chemistry.formula_glyphs import Segment
from catalog.chemistry.formula_lookalikes import decimals_or_dots
from catalog.chemistry.formula_reader import read_formula

__all__ = ["Component", "CountRange", "Formula", "FormulaError", "Segment", "parse_formula"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as typed and what it says. Two formulas are equal when they say the same."""

    text: str = field(compare=False)
    components: tuple[Component, ...]
    segments: tuple[Segment, ...] = field(compare=False)
    """The text in order, in pieces of normal, subscript and superscript type."""

    @property
    def hill(self) -> str:
        """Canonical ASCII, each component in Hill order, such as ``C44H69NO12.H2O``.

        Reading it gives an equal formula. Where a full stop could be a decimal point, an asterisk
        joins the components: ``Al2O3*2O2Si``.
        """
        components = [component.written() for component in self.components]
        dotted = ".".join(components)
        return "*".join(components) if decimals_or_dots(dotted) else dotted

    @property
    def total_hill(self) -> str | None:
        """Everything summed: ``C44H71NO13`` for ``C44H69NO12.H2O``.

        ``None`` when a count is not exact.
        """
        atoms = self.atoms()
        return None if atoms is None else hill(atoms, self.charge or 0)

    @property
    def is_indeterminate(self) -> bool:
        """Whether some count is a range or a variable, so that no weight can be given."""
        return any(component.is_indeterminate for component in self.components)

    @property
    def charge(self) -> int | None:
        """Net charge, or ``None`` when a charged part has no exact count."""
        total = Fraction(0)
        for component in self.components:
            if any(_carries_charge(repeat) for repeat in component.repeats):
                return None
            if isinstance(component.count, Fraction):
                total += component.charge * component.count
            elif component.charge:
                return None
        return int(total) if total.denominator == 1 else None

    def atoms(self) -> Mapping[str, Fraction] | None:
        """Atoms by symbol (an isotope is ``[13C]``), or ``None`` when a count is not exact."""
        if len(self.components) == 1:
            return self.components[0].atoms()
        total: dict[str, Fraction] = {}
        for component in self.components:
            atoms = component.atoms()
            if atoms is None:
                return None
            for symbol, number in atoms.items():
                total[symbol] = total.get(symbol, Fraction(0)) + number
        return total

    def average_mass(self, weights: Mapping[str, float] = CURRENT) -> float | None:
        """Molecular weight in g/mol, or ``None`` when a count or an atomic weight is not known.

        An isotope named in the formula counts with its own mass, whatever the weights.
        """
        return self._mass(weights)

    def least_mass(self, weights: Mapping[str, float] = CURRENT) -> float | None:
        """What the atoms weigh that are there for certain, or ``None`` without an atomic weight.

        A variable count may be zero, so ``C20H20N7O13·xHCl`` weighs at least as much as the base.
        """
        mass = Fraction(0)
        for symbol, number in _certain(self.components).items():
            weight = _atomic_mass(symbol, weights)
            if weight is None:
                return None
            mass += number * Fraction(weight)
        return float(mass)

    @property
    def monoisotopic_mass(self) -> float | None:
        """Mass in u of the most abundant isotopes; the electrons of a charge are neglected."""
        return self._mass(MONOISOTOPIC)

    def _mass(self, weights: Mapping[str, float]) -> float | None:
        atoms = self.atoms()
        if atoms is None:
            return None
        mass = 0.0
        for symbol, number in atoms.items():
            weight = _atomic_mass(symbol, weights)
            if weight is None:
                return None
            mass += float(number) * weight
        return mass


@lru_cache(maxsize=1024)
def parse_formula(text: str) -> Formula:
    """Read a formula in the ways suppliers type it; ``formula_reader`` lists them.

    Raises ``FormulaError``, which names the part that can't be read and its position. Kept for a
    while: curation asks for the formula of one compound in rule after rule.
    """
    components, segments = read_formula(text)
    return Formula(text, components, segments)


def _carries_charge(component: Component) -> bool:
    return bool(component.charge) or any(_carries_charge(repeat) for repeat in component.repeats)


def _certain(components: Iterable[Component]) -> dict[str, Fraction]:
    """Atoms with the least number that the counts allow."""
    total: dict[str, Fraction] = {}
    for component in components:
        count = component.count
        times = count.minimum if isinstance(count, CountRange) else count or Fraction(0)
        inner = _certain(component.repeats)
        for symbol in {**component.composition, **inner}:
            number = component.composition.get(symbol, Fraction(0)) + inner.get(symbol, Fraction(0))
            total[symbol] = total.get(symbol, Fraction(0)) + number * times
    return total


def _atomic_mass(symbol: str, weights: Mapping[str, float]) -> float | None:
    return _isotope_mass(symbol) if symbol.startswith("[") else weights.get(symbol)


def _isotope_mass(symbol: str) -> float | None:
    bare = symbol.strip("[]")
    element = bare.lstrip("0123456789")
    return ISOTOPES.get((element, int(bare.removesuffix(element))))
