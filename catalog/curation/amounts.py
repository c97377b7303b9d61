"""Rules on how amounts are written, whatever they are of."""

import re
from collections.abc import Iterator
from typing import Any

from catalog.curation.finding import Finding, Severity
from catalog.curation.quantities import limits, shown
from catalog.models import activity_measures

QUANTITIES = (
    ("constituents", "amount"), ("characteristics", "value"), ("solubility", "amount"),
    ("storage", "temperature"), ("working_concentrations", "concentration"),
    ("activities", "value"), ("quality_tests", "limit"), ("packs", "amount"),
    ("packs", "concentration"),
)  # fmt: skip

_DECIMAL_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)|(?<![\d.,])0,\d")
_EITHER = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")


def commas_mean_one_thing(draft: dict[str, Any]) -> Iterator[Finding]:
    """1,500 nM is 1500 nM; beside 1,5 nM somebody may have meant one and a half."""
    amounts = list(_amounts(draft))
    if not any(_DECIMAL_COMMA.search(amount["text"]) for _, amount in amounts):
        return
    for path, amount in amounts:
        if limits(amount) and (doubtful := _EITHER.search(amount["text"])):
            typed = doubtful[0]
            yield Finding(
                "comma", Severity.WARNING, path, shown(amount),
                f"{typed} is read as {typed.replace(',', '')}, while other numbers of this product "
                f"have a decimal comma. Write {typed.replace(',', '')}, or "
                f"{typed.replace(',', '.')} if that is meant.",
            )  # fmt: skip


def activities_have_units(draft: dict[str, Any]) -> Iterator[Finding]:
    """An IC50 of 7 says nothing without its unit; a pIC50 has none."""
    for place, row in enumerate(draft["activities"]):
        measure = activity_measures.REGISTRY.get(row["measure"] or "")
        if measure and measure.unit_families and limits(row["value"]) and not row["value"]["unit"]:
            yield Finding(
                "activity-without-unit", Severity.WARNING, f"/activities/{place}/value",
                shown(row["value"]),
                f"this {measure.name} has no unit; add it, or choose its negative logarithm if "
                "that is meant.",
            )  # fmt: skip


def _amounts(draft: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for rows, member in QUANTITIES:
        for place, row in enumerate(draft[rows]):
            if row[member]:
                yield f"/{rows}/{place}/{member}", row[member]
