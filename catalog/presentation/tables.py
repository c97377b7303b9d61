"""Packs, tests, activities, components: rows of a document as tables.

A column that no row fills is left out.
"""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from catalog.live import Live, product_address
from catalog.models import Pack, Product
from catalog.presentation.parts import NOTHING, Column, Line, PackCard, Pointer, Table
from catalog.presentation.typography import (
    NO_BREAK_SPACE,
    joined,
    prose,
    quantity,
    supplied,
)
from catalog.specification import declaration
from catalog.specification.declaration import Constituent, KitComponent, Specification
from catalog.specification.values import NamedProduct


def pointer(value: NamedProduct, live: Live | None) -> Pointer:
    """Another product as it was frozen; its address leads to whatever is shown of it now.

    With ``live``, its number and name are those of now, and a note says if it is not on offer.
    """
    number, name = value.catalog_number, value.name
    if live is None:
        return Pointer(number, name, reverse("catalog:product-number", args=[number]))
    shown = live.listing(number)
    if shown is None:
        return Pointer(number, name, "", "not listed now")
    note = "withdrawn" if shown.withdrawn else ""
    return Pointer(shown.catalog_number, shown.name, product_address(shown), note)


def pointer_html(value: NamedProduct, live: Live | None) -> SafeString:
    return shown_pointer(pointer(value, live))


def shown_pointer(found: Pointer) -> SafeString:
    """Number, linked if it leads anywhere, name, and why it cannot be had."""
    number = found.catalog_number
    link = format_html('<a href="{}">{}</a>', found.url, number) if found.url else escape(number)
    note = format_html(' <span class="muted">({})</span>', found.note) if found.note else NOTHING
    return format_html("{} {}{}", link, supplied(found.name), note)


def packs(spec: Specification) -> Table:
    return table("/packs", _pack_headings(), [pack(row) for row in spec.packs])


def pack_cards(spec: Specification, live: Live | None) -> tuple[PackCard, ...]:
    """The packs as a page offers them, which never cuts off the link that orders one."""
    return tuple(_pack_card(row, _order_address(spec, row, live)) for row in spec.packs)


def _pack_card(row: declaration.Pack, order: str) -> PackCard:
    sku, size, *others = zip(_pack_headings(), pack(row), strict=True)
    filled = [(label, line) for label, line in (sku, *others) if line.html]
    return PackCard(row.sku, size[1].html, tuple(filled), order)


def _pack_headings() -> tuple[str, ...]:
    return (gettext("SKU"), gettext("Size"), gettext("Container"), gettext("Availability"))


def pack(row: declaration.Pack) -> tuple[Line, Line, Line, Line]:
    """SKU, size, container, and whether it can be had, where that has to be said."""
    return (
        Line(format_html("{}", row.sku), row.sku),
        Line(_amount(row)),
        Line(supplied(row.container)),
        Line(NOTHING if row.status == Pack.Status.ACTIVE else _label(row.status)),
    )


def _order_address(spec: Specification, pack: declaration.Pack, live: Live | None) -> str:
    discontinued = Pack.Status.DISCONTINUED in (pack.status, spec.status)
    if live is None or live.withdrawn or discontinued or spec.status == Product.Status.REPLACED:
        return ""
    return live.site.order_address(pack.sku, spec.catalog_number)


def _amount(row: declaration.Pack) -> SafeString:
    """How much it is: ``5 × 1 mL (10 mM in DMSO)``."""
    amount = joined([quantity(row.amount), _solution(row)], " ")
    if row.count > 1:
        return format_html("{} × {}", row.count, amount) if amount else joined([str(row.count)])
    return amount


def _solution(row: declaration.Pack) -> SafeString:
    concentration, solvent = quantity(row.concentration), supplied(row.solvent)
    if not (concentration or solvent):
        return NOTHING
    if concentration and not solvent:
        return format_html("({})", concentration)
    if not concentration:
        return format_html("({})", format_html(gettext("in {solvent}"), solvent=solvent))
    words = gettext("{concentration} in {solvent}")
    return format_html("({})", format_html(words, concentration=concentration, solvent=solvent))


def quality_test(row: declaration.QualityTest) -> tuple[Line, Line, Line, Line]:
    """What is tested, how, what is required, and how often."""
    return (
        Line(supplied(row.subject)),
        Line(supplied(row.method)),
        Line(joined([quantity(row.limit), supplied(row.criterion)])),
        Line(_label(row.frequency)),
    )


def quality_tests(spec: Specification) -> Table:
    rows = [quality_test(row) for row in spec.quality_tests]
    headings = (gettext("Test"), gettext("Method"), gettext("Criterion"), gettext("Tested"))
    return table("/quality_tests", headings, rows)


def constituent(row: Constituent) -> tuple[Line, Line, Line]:
    """Name, role, amount."""
    amount = Line(quantity(row.amount))
    return Line(supplied(row.name)), Line(supplied(row.role)), amount


def constituents(spec: Specification) -> Table:
    rows = [constituent(row) for row in spec.constituents]
    headings = (gettext("Constituent"), gettext("Role"), gettext("Amount"))
    return table("/constituents", headings, rows)


def kit_component(row: KitComponent, live: Live | None) -> tuple[Line, ...]:
    """Name, quantity, container, storage, and the product that it is sold as."""
    product = pointer_html(row.product, live) if row.product else NOTHING
    texts = (row.name, row.quantity, row.container, row.storage)
    return (*(Line(supplied(text)) for text in texts), Line(product))


def kit_components(spec: Specification, live: Live | None) -> Table:
    rows = [kit_component(row, live) for row in spec.kit_components]
    headings = (
        gettext("Component"),
        gettext("Quantity"),
        gettext("Container"),
        gettext("Storage"),
        gettext("Sold as"),
    )
    return table("/kit_components", headings, rows)


def table(path: str, headings: Sequence[str], rows: Sequence[tuple[Line, ...]]) -> Table:
    filled = [place for place in range(len(headings)) if any(row[place].html for row in rows)]
    columns = tuple(Column(mark_safe(headings[place])) for place in filled)
    return Table(columns, tuple(tuple(row[place] for place in filled) for row in rows), path)


def _label(choice: TextChoices | None) -> SafeString:
    return prose(str(choice.label).replace(" ", NO_BREAK_SPACE)) if choice else NOTHING
