"""The stock solution table: how much solvent for which concentration, where a weight allows it."""

import re
from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from catalog.chemistry.quantity import convert, family_of
from catalog.chemistry.stock_solution import solvent_volume_ml
from catalog.models.properties import Solubility as SolubilityRow
from catalog.presentation.parts import Column, Line, StockSolutions, Table
from catalog.presentation.typography import NO_BREAK_SPACE, derived, joined, prose, supplied
from catalog.specification.concentrations import as_molar, single_weight
from catalog.specification.declaration import Solubility, Specification

CONCENTRATIONS_MM = (1, 5, 10, 50)
MASSES_MG = (1, 5, 10)
WHOLE_VIAL = re.compile(r"\b(film|lyophili[sz]ed|freeze-dried)\b", re.I)


def stock_solutions(spec: Specification) -> StockSolutions:
    """Nothing for a product without one molecular weight, or that is a solution already."""
    weight = single_weight(spec)
    if weight is None or spec.supplied_concentration:
        return StockSolutions(Table((), ()), "", ())
    packs = tuple(_packs(spec))
    loose = not WHOLE_VIAL.search(f"{spec.appearance or ''} {spec.contents or ''}")
    masses = dict(packs) | (
        {f"{mass}{NO_BREAK_SPACE}mg": mass for mass in MASSES_MG} if loose else {}
    )
    rows = tuple(
        (Line(prose(label)), *(_volume(mass, weight, mm) for mm in CONCENTRATIONS_MM))
        for label, mass in sorted(masses.items(), key=lambda entry: entry[1])
    )
    heads = (f"{mm}{NO_BREAK_SPACE}mM" for mm in CONCENTRATIONS_MM)
    amount = Column(mark_safe(gettext("Amount")))
    columns = (amount, *(Column(prose(head), numeric=True) for head in heads))
    whole = gettext("Add the solvent to the whole vial: the product cannot be weighed out.")
    advice = "" if loose else whole
    return StockSolutions(Table(columns, rows, "/compound"), advice, tuple(_warnings(spec, weight)))


def _packs(spec: Specification) -> Iterator[tuple[str, float]]:
    """The content of one container of each pack, in milligrams. What is dissolved is left out."""
    for pack in spec.packs:
        amount = pack.amount
        if amount is None or pack.concentration or pack.solvent:
            continue
        if amount.value and amount.unit and family_of(amount.unit) == "mass":
            label = f"{amount.text}{NO_BREAK_SPACE}{amount.unit}"
            yield label, convert(amount.value, amount.unit, "mg")


def _volume(mass: float, weight: float, concentration: float) -> Line:
    millilitres = solvent_volume_ml(mass, weight, concentration)
    value, unit = millilitres, "mL"
    if millilitres >= 1000:
        value, unit = millilitres / 1000, "L"
    elif millilitres < 1:
        value, unit = millilitres * 1000, "µL"
    return Line(format_html("{}{}{}", derived(value), NO_BREAK_SPACE, unit))


def _warnings(spec: Specification, weight: float) -> Iterator[SafeString]:
    """For each solvent whose printed solubility is below a concentration of the table."""
    for row in spec.solubility:
        limit = _limit_mm(row, weight)
        above = [mm for mm in CONCENTRATIONS_MM if limit is not None and mm > limit]
        if len(above) == len(CONCENTRATIONS_MM):
            sentence = gettext("None of these dissolves in {solvent}.")
            yield format_html(sentence, solvent=supplied(row.solvent))
        elif above:
            conjunction = pgettext("between the last two of a list", "and")
            sentence = ngettext(
                "{concentrations} is above the solubility printed for {solvent}.",
                "{concentrations} are above the solubility printed for {solvent}.",
                len(above),
            )
            yield format_html(
                sentence,
                concentrations=joined(
                    [f"{mm}{NO_BREAK_SPACE}mM" for mm in above], f" {conjunction} "
                ),
                solvent=supplied(row.solvent),
            )


def _limit_mm(row: Solubility, weight: float) -> float | None:
    """The printed solubility in mM; zero if insoluble, None if no number says it.

    "At least" is no limit from above, so that nothing is said against more.
    """
    if row.result == SolubilityRow.Result.INSOLUBLE:
        return 0
    amount = row.amount
    if amount is None or amount.operator in ("≥", ">") or not (amount.ends and amount.unit):
        return None
    return as_molar(amount.ends[-1], amount.unit, weight)
