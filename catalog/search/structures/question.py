"""A question about structures: what is compared how, among which products. An address says it."""

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from catalog.search.question import Question
from catalog.search.ranges import NO_RANGES
from catalog.search.structures.messages import (
    LOWEST_THRESHOLD,
    MOST_PAGES,
    USUAL_THRESHOLD,
    Asked,
    Ignore,
    Mode,
    Notation,
)
from catalog.search.words import LONGEST_TEXT

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class StructureQuestion:
    """A structure, and the ``filters``: the facets chosen, the page, the moment."""

    asked: Asked
    filters: Question
    is_sent: bool = True
    """Whether anything was sent; otherwise there is only a form to be shown."""
    threshold: str = ""
    """As it was typed."""
    problem: str = ""
    """What is wrong with the threshold."""

    @classmethod
    def read(cls, parameters: MultiValueDict[str, str]) -> Self:
        """What is not known is left aside."""
        filters = replace(Question.read(parameters), text="", ranges=NO_RANGES, order="", typed="")
        mode, threshold = parameters.get("mode", ""), parameters.get("threshold", "").strip()
        value = _number(threshold) if threshold else USUAL_THRESHOLD
        smarts = parameters.get("notation") == Notation.SMARTS
        return cls(
            Asked(
                parameters.get("structure", ""),
                Mode(mode) if mode in tuple(Mode) else Mode.SUBSTRUCTURE,
                frozenset(option for option in Ignore if option in parameters.getlist("ignore")),
                USUAL_THRESHOLD if value is None else value,
                Notation.SMARTS if smarts else None,
            ),
            replace(filters, page=min(filters.page, MOST_PAGES), per_page=PER_PAGE),
            "structure" in parameters,
            threshold or f"{USUAL_THRESHOLD:g}",
            "" if value is not None else _bad_threshold(threshold),
        )

    @property
    def can_be_a_name(self) -> bool:
        """Or a number, which is searched for elsewhere."""
        structure = self.asked.structure.strip()
        return "\n" not in structure and 0 < len(structure) <= LONGEST_TEXT

    def address(self) -> str:
        asked = self.asked
        pairs = [("structure", asked.structure), ("mode", asked.mode)]
        pairs += [("ignore", option) for option in Ignore if option in asked.ignore]
        if asked.mode is Mode.SIMILARITY:
            pairs.append(("threshold", self.threshold))
        if asked.notation:
            pairs.append(("notation", asked.notation))
        return f"{reverse('catalog:structures')}?{urlencode([*pairs, *self.filters.parameters()])}"

    def on_page(self, page: int) -> Self:
        return self.filtered(self.filters.on_page(page))

    def filtered(self, filters: Question) -> Self:
        return replace(self, filters=filters)

    def unfiltered(self) -> Self:
        return self.filtered(self.filters.unfiltered())

    def asking(self, **changes: Any) -> Self:
        """With something of the structure changed, from the first page."""
        return replace(self, asked=replace(self.asked, **changes)).on_page(1)


def _number(text: str) -> float | None:
    """A threshold; a decimal comma is one, too."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if LOWEST_THRESHOLD <= value <= 1 else None


def _bad_threshold(text: str) -> str:
    return (
        f"“{text[:20]}” is no threshold: write a number from {LOWEST_THRESHOLD:g} to 1, such as "
        f"{USUAL_THRESHOLD:g}."
    )
