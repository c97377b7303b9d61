"""Rules on how amounts are written, whatever they are of."""

import re
from collections.abc import Iterator

from catalog.curation.finding import Finding, Severity
from catalog.curation.quantities import shown
from catalog.models import activity_measures
from catalog.specification import declaration, values
from catalog.specification.declaration import Draft
from catalog.specification.parts import Many
from catalog.specification.quantity import Quantity

_QUANTITIES_IN_ROWS = [
    (many.name, field.name)
    for many in declaration.product.fields
    if isinstance(many, Many)
    for field in many.part.fields
    if isinstance(field, Quantity)
]

_DECIMAL_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)|(?<![\d.,])0,\d")
_EITHER = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")


def commas_mean_one_thing(draft: Draft) -> Iterator[Finding]:
    """1,500 nM is 1500 nM; beside 1,5 nM somebody may have meant one and a half."""
    amounts = list(_amounts(draft))
    if not any(_DECIMAL_COMMA.search(amount.text) for _, amount in amounts):
        return
    for path, amount in amounts:
        if amount.ends and (doubtful := _EITHER.search(amount.text)):
            typed = doubtful[0]
            yield Finding(
                "comma", Severity.WARNING, path, shown(amount),
                f"{typed} is read as {typed.replace(',', '')}, while other numbers of this product "
                f"have a decimal comma. Write {typed.replace(',', '')}, or "
                f"{typed.replace(',', '.')} if that is meant.",
            )  # fmt: skip


def activities_have_units(draft: Draft) -> Iterator[Finding]:
    """An IC50 of 7 says nothing without its unit; a pIC50 has none."""
    for place, row in enumerate(draft.activities):
        measure = activity_measures.REGISTRY.get(row.measure or "")
        value = row.value
        if not (measure and measure.unit_families and value):
            continue
        if value.ends and not value.unit:
            yield Finding(
                "activity-without-unit", Severity.WARNING, f"/activities/{place}/value",
                shown(value),
                f"this {measure.name} has no unit; add it, or choose its negative logarithm if "
                "that is meant.",
            )  # fmt: skip


def _amounts(draft: Draft) -> Iterator[tuple[str, values.Quantity]]:
    for rows, member in _QUANTITIES_IN_ROWS:
        for place, row in enumerate(getattr(draft, rows)):
            if amount := getattr(row, member):
                yield f"/{rows}/{place}/{member}", amount
