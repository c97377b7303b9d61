"""Rules on measured properties: shares of a whole, and solubilities that can be used."""

import re
from collections.abc import Callable, Iterator, Sequence

from catalog.chemistry.quantity import family_of
from catalog.curation.finding import Finding, Severity
from catalog.curation.quantities import shown
from catalog.keys import match_key
from catalog.specification.declaration import Draft
from catalog.specification.values import Quantity

IN_WORDS = re.compile(
    r"\b(?:(?:very|freely|readily|highly|sparingly|slightly|poorly|moderately|partially|partly|"
    r"practically|almost|not) )*(?:in)?soluble\b|\b(?:im)?miscible\b|\bdispersible\b",
    re.IGNORECASE,
)
"""Terms of the pharmacopoeias, and what suppliers make of them."""


def purity_is_a_share(draft: Draft) -> Iterator[Finding]:
    """Nothing is purer than 100 %."""
    for place, row in enumerate(draft.characteristics):
        if row.key == "purity":
            yield from _above_all(f"/characteristics/{place}/value", row.value, max)
    for place, test in enumerate(draft.quality_tests):
        if "purity" in f"{test.key} {test.subject}".casefold():
            yield from _above_all(f"/quality_tests/{place}/limit", test.limit, min)


def solubilities_are_quantities(draft: Draft) -> Iterator[Finding]:
    """So much in a volume, or a term of the pharmacopoeias."""
    for place, row in enumerate(draft.solubility):
        amount = row.amount
        if amount is None:
            continue
        if not amount.ends:
            remedy = "this is no quantity; write one such as 20 mg/mL, or 'freely soluble'."
            if IN_WORDS.search(amount.text):
                continue
        elif not amount.unit:
            remedy = "a number without a unit cannot be used; add it, such as mg/mL or mM."
        else:
            continue
        path = f"/solubility/{place}/amount"
        yield Finding("solubility", Severity.WARNING, path, amount.text, remedy)


def solubilities_agree(draft: Draft) -> Iterator[Finding]:
    """One solvent at one temperature, treated alike, dissolves one amount."""
    seen: dict[tuple[str, ...], tuple[str | None, Quantity | None]] = {}
    for place, row in enumerate(draft.solubility):
        conditions = tuple(
            match_key(text or "") for text in (row.solvent, row.temperature, row.method)
        )
        says = (row.result, row.amount)
        if seen.setdefault(conditions, says) != says:
            yield Finding(
                "solubility-contradiction",
                Severity.WARNING,
                f"/solubility/{place}/amount",
                row.solvent,
                "another row says something else of this solvent; remove one, or say at which "
                "temperature or by which method each holds.",
            )


def _above_all(
    path: str, purity: Quantity | None, end: Callable[[Sequence[float]], float]
) -> Iterator[Finding]:
    """Where this end of a purity is more than the whole."""
    if purity is None or family_of(purity.unit or "") != "percent":
        return
    if purity.ends and end(purity.ends) > 100:
        remedy = "nothing is purer than 100 %; correct the number."
        yield Finding("purity", Severity.ERROR, path, shown(purity), remedy)
