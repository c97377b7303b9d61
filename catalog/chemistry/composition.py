"""What a formula says once it is read: components with their atoms, repeats and charge.

Hill order: carbon, then hydrogen, then the other elements alphabetically; without carbon, all
alphabetically (E. A. Hill, J. Am. Chem. Soc. 22 (1900) 478). An isotope stands after its element.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

ONE: Final = Fraction(1)


class CountRange(NamedTuple):
    """A count printed as a range, as in ``C10-13`` or ``1-2 H2O``."""

    minimum: Fraction
    maximum: Fraction


Count: TypeAlias = Fraction | CountRange | None
"""Exact, a range, or ``None`` for a variable: the ``n`` of a polymer, the ``x`` of ``xHCl``."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a formula between the dots: ``5H2O`` in ``CuSO4.5H2O``.

    ``composition`` holds the atoms whose number is exact, by symbol; an isotope is ``[13C]``.
    Parts whose number is a range or a variable are in ``repeats``, so that ``HO(C2H4O)nH`` keeps
    both.
    """

    count: Count
    composition: Mapping[str, Fraction] = field(hash=False)
    repeats: tuple["Component", ...] = ()
    charge: int = 0

    @property
    def is_indeterminate(self) -> bool:
        return not isinstance(self.count, Fraction) or bool(self.repeats)

    def atoms(self) -> Mapping[str, Fraction] | None:
        """All atoms with the component's count applied, or ``None`` when a count is not exact."""
        if not isinstance(self.count, Fraction) or self.repeats:
            return None
        if self.count == ONE:
            return self.composition
        return {symbol: number * self.count for symbol, number in self.composition.items()}

    def written(self) -> str:
        """The component in canonical ASCII, Hill order, with its count in front."""
        return f"{_leading(self.count)}{self._body()}"

    def _body(self) -> str:
        atoms = [(symbol, _trailing(number)) for symbol, number in self.composition.items()]
        groups = []
        for repeat in self.repeats:
            single = repeat._single_symbol()
            if single and isinstance(repeat.count, CountRange):
                atoms.append((single, _trailing(repeat.count)))
            else:
                groups.append(f"({repeat._body()}){_trailing(repeat.count)}")
        return in_hill_order(atoms) + "".join(sorted(groups)) + charge_text(self.charge)

    def _single_symbol(self) -> str:
        """The symbol, if this is nothing but one neutral atom."""
        if self.repeats or self.charge or list(self.composition.values()) != [ONE]:
            return ""
        return next(iter(self.composition))


def in_hill_order(atoms: Iterable[tuple[str, str]]) -> str:
    """Symbols, each with its count as text, in Hill order without spaces."""
    listed = list(atoms)
    has_carbon = any(_element_and_mass(symbol)[0] == "C" for symbol, _ in listed)

    def rank(atom: tuple[str, str]) -> tuple[int, str, int, str]:
        element, mass = _element_and_mass(atom[0])
        first = {"C": 0, "H": 1}.get(element, 2) if has_carbon else 2
        return first, element, mass, atom[1]

    return "".join(symbol + count for symbol, count in sorted(listed, key=rank))


def hill(atoms: Mapping[str, Fraction], charge: int = 0) -> str:
    """Exact atoms as one Hill formula, such as ``C44H71NO13``."""
    return in_hill_order(
        (symbol, _trailing(number)) for symbol, number in atoms.items()
    ) + charge_text(charge)


def charge_text(charge: int) -> str:
    """A charge after a caret, which sets it apart from a count: ``^2+``, ``^-``, nothing for 0."""
    if charge == 0:
        return ""
    number = "" if abs(charge) == 1 else str(abs(charge))
    return f"^{number}{'+' if charge > 0 else '-'}"


class Tally:
    """Atoms, repeats and charge while a component is being read."""

    def __init__(self) -> None:
        self.atoms: dict[str, Fraction] = {}
        self.repeats: list[Component] = []
        self.charge = 0
        self.units = 0

    def add(self, symbol: str, count: Count) -> None:
        inner = Tally()
        inner.atoms[symbol] = ONE
        self.add_group(inner, count)

    def add_group(self, inner: "Tally", count: Count) -> None:
        self.units += 1
        if isinstance(count, Fraction):
            if inner.repeats and count != 1:  # two polymer chains: kept together, in a range of one
                self.repeats.append(inner.component(CountRange(count, count)))
                return
            for symbol, number in inner.atoms.items():
                self.atoms[symbol] = self.atoms.get(symbol, Fraction(0)) + number * count
            self.repeats += inner.repeats
            self.charge += int(inner.charge * count)
        else:
            self.repeats.append(inner.component(count))

    def component(self, count: Count) -> Component:
        repeats = sorted(self.repeats, key=Component.written)
        return Component(count, dict(self.atoms), tuple(repeats), self.charge)


def _element_and_mass(symbol: str) -> tuple[str, int]:
    bare = symbol.strip("[]")
    element = bare.lstrip("0123456789")
    mass = bare[: len(bare) - len(element)]
    return element, int(mass or 0)


def _decimal(number: Fraction) -> str | None:
    """The number as a short decimal, or ``None`` where a decimal would round it."""
    text = f"{float(number):.6f}".rstrip("0").rstrip(".")
    return text if Fraction(text) == number else None


def _plain_number(number: Fraction) -> str:
    return _decimal(number) or f"{number.numerator}/{number.denominator}"


def _leading(count: Count) -> str:
    if count is None:
        return "x"
    if isinstance(count, CountRange):
        return f"{_plain_number(count.minimum)}-{_plain_number(count.maximum)}"
    return "" if count == 1 else _plain_number(count)


def _trailing(count: Count) -> str:
    if count is None:
        return "n"
    if isinstance(count, CountRange):
        if count.minimum == count.maximum:
            return _trailing(count.minimum)
        return f"{_plain_number(count.minimum)}-{_plain_number(count.maximum)}"
    if count == 1:
        return ""
    if count.denominator == 1:
        return str(count)
    decimal = _decimal(count)
    return decimal if decimal and count < 1 else f"({count.numerator}/{count.denominator})"
