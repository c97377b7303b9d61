"""Hazards of a product as its page, its datasheet and a comparison show them."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from catalog.models import Product
from catalog.presentation.parts import Group, Line, Safety
from catalog.presentation.typography import joined, supplied
from catalog.specification.declaration import Hazard, Specification

EXPLANATIONS = {
    Product.HazardStatus.UNKNOWN: gettext_lazy(
        "No hazard assessment is on record for this product. That does not mean that it is "
        "harmless: handle it as hazardous."
    ),
    Product.HazardStatus.NOT_CLASSIFIED: gettext_lazy(
        "The product was assessed and does not meet the criteria of a hazard class."
    ),
    Product.HazardStatus.CLASSIFIED: gettext_lazy(
        "The product meets the criteria of at least one hazard class. See the safety data sheet."
    ),
}


def safety(spec: Specification) -> Safety:
    """What is on record; that nothing is does not mean that nothing is to be feared."""
    status = spec.hazard_status or Product.HazardStatus.UNKNOWN
    word = spec.hazard_signal_word
    return Safety(
        assessed=status is not Product.HazardStatus.UNKNOWN,
        status=str(status.label),
        explanation=str(EXPLANATIONS[status]),
        signal_word=str(word.label) if word else "",
        hazards=tuple(_by_system(spec)),
        precautionary_statements=spec.precautionary_statements,
        pictograms=spec.pictograms,
        source=supplied(spec.hazard_source),
        date=spec.hazard_date.isoformat() if spec.hazard_date else "",
    )


def _by_system(spec: Specification) -> Iterator[Group]:
    """The hazards of each system of classification, in their order."""
    for system in dict.fromkeys(row.system for row in spec.hazards):
        rows = [row for row in spec.hazards if row.system is system]
        if system is None:
            yield Group("", gettext("Hazard statements"), tuple(_lines(rows)))
        else:
            label = gettext("Hazard statements ({system})").format(system=system.label)
            yield Group(system.value, label, tuple(_lines(rows)))


def _lines(rows: list[Hazard]) -> Iterator[Line]:
    """A line for each hazard; those of which the code alone is known share one."""
    for has_class, alike in groupby(rows, key=lambda row: row.hazard_class is not None):
        if has_class:
            yield from (Line(_classified(row)) for row in alike)
        else:
            yield Line(joined([row.statement or "" for row in alike]))


def _classified(row: Hazard) -> SafeString:
    """``Acute toxicity, oral, category 3: H301``."""
    classified = joined([supplied(row.hazard_class), _category(row.category)])
    return format_html("{}: {}", classified, row.statement) if row.statement else classified


def _category(text: str | None) -> SafeString:
    """Of explosives it is a division, which says so itself."""
    if text is None or not text[0].isdecimal():
        return supplied(text)
    return format_html(gettext("category {category}"), category=supplied(text))
