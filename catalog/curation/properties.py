"""Rules on measured properties: shares of a whole, and solubilities that can be used."""

import re
from collections.abc import Iterator
from typing import Any

from catalog.chemistry.quantity import family_of
from catalog.curation.finding import Finding, Severity
from catalog.curation.quantities import limits, shown
from catalog.keys import match_key

IN_WORDS = re.compile(
    r"\b(?:(?:very|freely|readily|highly|sparingly|slightly|poorly|moderately|partially|partly|"
    r"practically|almost|not) )*(?:in)?soluble\b|\b(?:im)?miscible\b|\bdispersible\b",
    re.IGNORECASE,
)
"""Terms of the pharmacopoeias, and what suppliers make of them."""


def purity_is_a_share(draft: dict[str, Any]) -> Iterator[Finding]:
    """Nothing is purer than 100 %."""
    for place, row in enumerate(draft["characteristics"]):
        if row["key"] == "purity" and max(_percents(row["value"]), default=0) > 100:
            yield _above_all(f"/characteristics/{place}/value", row["value"])
    for place, row in enumerate(draft["quality_tests"]):
        of_purity = "purity" in f"{row['key']} {row['subject']}".casefold()
        if of_purity and min(_percents(row["limit"]), default=0) > 100:
            yield _above_all(f"/quality_tests/{place}/limit", row["limit"])


def solubilities_are_quantities(draft: dict[str, Any]) -> Iterator[Finding]:
    """So much in a volume, or a term of the pharmacopoeias."""
    for place, row in enumerate(draft["solubility"]):
        amount = row["amount"]
        if amount is None:
            continue
        if not limits(amount):
            remedy = "this is no quantity; write one such as 20 mg/mL, or 'freely soluble'."
            if IN_WORDS.search(amount["text"]):
                continue
        elif not amount["unit"]:
            remedy = "a number without a unit cannot be used; add it, such as mg/mL or mM."
        else:
            continue
        path = f"/solubility/{place}/amount"
        yield Finding("solubility", Severity.WARNING, path, amount["text"], remedy)


def solubilities_agree(draft: dict[str, Any]) -> Iterator[Finding]:
    """One solvent at one temperature, treated alike, dissolves one amount."""
    seen: dict[tuple[str, ...], Any] = {}
    for place, row in enumerate(draft["solubility"]):
        conditions = tuple(
            match_key(row[name] or "") for name in ("solvent", "temperature", "method")
        )
        says = (row["result"], row["amount"])
        if seen.setdefault(conditions, says) != says:
            yield Finding(
                "solubility-contradiction",
                Severity.WARNING,
                f"/solubility/{place}/amount",
                row["solvent"],
                "another row says something else of this solvent; remove one, or say at which "
                "temperature or by which method each holds.",
            )


def _above_all(path: str, quantity: dict[str, Any]) -> Finding:
    remedy = "nothing is purer than 100 %; correct the number."
    return Finding("purity", Severity.ERROR, path, shown(quantity), remedy)


def _percents(quantity: dict[str, Any] | None) -> list[float]:
    unit = (quantity or {}).get("unit") or ""
    return limits(quantity) if family_of(unit) == "percent" else []
