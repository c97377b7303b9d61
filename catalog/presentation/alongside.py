"""Products that stand beside this one on its page, as they are now: other forms, variants."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.live import Live, product_address
from catalog.models import Listing, Relation
from catalog.presentation import tables
from catalog.presentation.parts import NOTHING, Line, Table
from catalog.presentation.typography import formula, joined, prose, quantity, unbroken
from catalog.specification.declaration import Specification
from catalog.specification.reading import as_quantity
from catalog.specification.registry_numbers import cas_number
from catalog.specification.values import NamedProduct

HEADINGS = ("Catalog no.", "Mol. weight", "Name", "CAS number", "Formula")


def other_forms(spec: Specification, live: Live | None) -> Table:
    """This form and the others side by side: the wrong one is a wrong concentration.

    Variants are not forms: their own table has them.
    """
    pointers = _to_other_forms(spec, live)
    if live is None or not pointers:
        return Table((), ())
    rows = [_own_form(spec), *(_other_form(pointer, live) for pointer in pointers)]
    return tables.table("/relations", HEADINGS, rows)


def other_forms_named(spec: Specification, live: Live | None) -> SafeString:
    """The other forms in a line, each with the weight that tells it from this one."""
    named = []
    for pointer in _to_other_forms(spec, live):
        listing = live.listing(pointer.catalog_number) if live else None
        weight = quantity(as_quantity(listing.molecular_weight)) if listing else NOTHING
        named.append(joined([tables.pointer_html(pointer, live), weight]))
    return joined(named, "; ")


def _to_other_forms(spec: Specification, live: Live | None) -> list[NamedProduct]:
    if live is None:
        return []
    variants_shown = {listing.catalog_number for listing in live.variants}
    return [
        row.product
        for row in spec.relations
        if row.type == Relation.Type.OTHER_FORM
        and tables.pointer(row.product, live).catalog_number not in variants_shown
    ]


def _own_form(spec: Specification) -> tuple[Line, ...]:
    compound = spec.compound
    return (
        Line(_this(spec.catalog_number)),
        Line(quantity(compound.molecular_weight if compound else None)),
        Line(prose(spec.name)),
        Line(unbroken(cas_number(spec))),
        Line(formula(compound.formula) if compound and compound.formula else NOTHING),
    )


def _other_form(pointer: NamedProduct, live: Live) -> tuple[Line, ...]:
    found = tables.pointer(pointer, live)
    listing = live.listing(pointer.catalog_number)
    note = format_html(' <span class="muted">({})</span>', found.note) if found.note else NOTHING
    name = Line(format_html("{}{}", prose(found.name), note))
    if listing is None:
        return Line(unbroken(found.catalog_number)), Line(), name, Line(), Line()
    return (
        Line(format_html('<a href="{}">{}</a>', found.url, found.catalog_number)),
        Line(quantity(as_quantity(listing.molecular_weight))),
        name,
        Line(unbroken(listing.cas)),
        Line(formula(listing.formula) if listing.formula else NOTHING),
    )


def to_compare(spec: Specification, live: Live) -> list[str]:
    """This product, its other forms and its variants, as far as they are on offer."""
    forms = (live.listing(pointer.catalog_number) for pointer in _to_other_forms(spec, live))
    on_offer = [form.catalog_number for form in forms if form and not form.withdrawn]
    on_offer += [variant.catalog_number for variant in live.variants]
    return list(dict.fromkeys([spec.catalog_number, *on_offer]))


def variants(spec: Specification, live: Live | None) -> Table:
    """The products on offer that differ from this one along the axis of their group."""
    group = spec.variant_group
    if live is None or not group or not _has_others(spec, live.variants):
        return Table((), ())
    axis = group.axis[:1].upper() + group.axis[1:]
    rows = [_variant(spec, listing) for listing in live.variants]
    return tables.table("/variant_group", (axis, "Catalog no.", "Name", "Grade"), rows)


def _has_others(spec: Specification, listings: Sequence[Listing]) -> bool:
    return any(listing.catalog_number != spec.catalog_number for listing in listings)


def _variant(spec: Specification, listing: Listing) -> tuple[Line, ...]:
    number = listing.catalog_number
    address = product_address(listing)
    own = number == spec.catalog_number
    return (
        Line(prose(listing.variant_value)),
        Line(_this(number) if own else format_html('<a href="{}">{}</a>', address, number)),
        Line(prose(listing.name)),
        Line(prose(listing.grade)),
    )


def _this(catalog_number: str) -> SafeString:
    return format_html(
        '<b>{}</b> <span class="muted">(this product)</span>', unbroken(catalog_number)
    )
