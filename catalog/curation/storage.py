"""Rules on storage: a temperature that a freezer can have, or a word that everybody knows."""

import re
from collections.abc import Iterator, Sequence

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.quantity import convert
from catalog.curation.finding import Finding, Severity
from catalog.curation.quantities import shown
from catalog.specification.declaration import Draft
from catalog.specification.values import Quantity

ABSOLUTE_ZERO = -273.15
COLDEST, HOTTEST = -200, 100
"""In °C. Liquid nitrogen has −196 °C; nothing is stored where water boils."""

USUAL = re.compile(
    r"\b(?:RT|room temp\w*|ambient|cool|cold|refrigerat\w*|fridge|freezer|frozen|deep[ -]?freez\w*|"
    r"ultra[ -]?low|(?:wet|dry|on) ice|liquid nitrogen|LN2|vapou?r phase|cryo\w*|incubator|"
    r"(?:see|as) \w+)\b",
    re.IGNORECASE,
)
"""What labels say in place of a number."""

_FIRST_NUMBER = re.compile(r"[+−-]?\s?\d+(?:[.,]\d+)?")


def storage_temperatures(draft: Draft) -> Iterator[Finding]:
    """Each is possible, the lower limit first, or told in a usual word."""
    for place, row in enumerate(draft.storage):
        if temperature := row.temperature:
            path = f"/storage/{place}/temperature"
            if found := _judged(temperature):
                severity, remedy = found
                yield Finding("storage-temperature", severity, path, shown(temperature), remedy)


def _judged(temperature: Quantity) -> tuple[Severity, str] | None:
    text = temperature.text
    numbers = temperature.ends
    if not numbers:
        if USUAL.search(text):
            return None
        return Severity.WARNING, (
            "this is no temperature and no usual word for one. Write it with its unit, such as "
            "−20 °C or 2–8 °C, or 'room temperature'; what else is to be said goes into the note."
        )
    try:
        celsius = [convert(number, temperature.unit or "°C", "°C") for number in numbers]
    except ChemistryError as error:
        return Severity.ERROR, str(error)
    if min(celsius) < ABSOLUTE_ZERO:
        return Severity.ERROR, "this is below absolute zero, −273.15 °C. Correct it."
    if min(celsius) < COLDEST or max(celsius) > HOTTEST:
        return Severity.WARNING, "nothing is stored at this temperature. Check number and unit."
    if max(numbers) > 0 and _runs_backwards(text, numbers):
        return Severity.WARNING, "the range runs backwards; write the lower temperature first."
    return None


def _runs_backwards(text: str, numbers: Sequence[float]) -> bool:
    """Whether the number that is printed first is the upper limit.

    Labels print a freezer's range by what is nearer to zero, ``-15 to -25 °C``: that is for the
    caller to let pass.
    """
    first = _FIRST_NUMBER.search(text)
    if first is None or min(numbers) == max(numbers):
        return False
    digits = first[0].replace("−", "-").replace(",", ".").replace(" ", "")
    return float(digits) == max(numbers)
