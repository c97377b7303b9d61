"""From a listing to its entry in the text index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import tantivy
from django.db.models import QuerySet

from catalog.chemistry.quantity import convert
from catalog.keys import match_key
from catalog.language import own_language
from catalog.markdown import plain
from catalog.models import (
    Listing,
    ListingFacet,
    ListingIdentifier,
    RegistryNumber,
    StorageCondition,
)
from catalog.search.log import microseconds
from catalog.search.question import FACETS
from catalog.search.text.ranks import COLUMNS, Ranks
from catalog.search.text.schema import facet_field, solubility_word
from catalog.search.words import keys, spellings
from catalog.specification import declaration
from catalog.specification.concentrations import as_mass, as_molar, limits, single_weight
from catalog.specification.declaration import Specification
from catalog.specification.packs import pack_words
from catalog.specification.parts import Many
from catalog.specification.reading import read_specification

Triples = defaultdict[int, list[tuple[str, str, str]]]
SEARCHED = [field.name for field in declaration.product.fields if field.member.searched]
"""Members whose text is searched as words about the product."""
SEARCHED_IN_ROWS = [
    (many.name, field.name)
    for many in declaration.product.fields
    if isinstance(many, Many)
    for field in many.part.fields
    if field.member.searched
]
"""The same of rows, each with the member that the rows are."""
SINGLE = frozenset({"catalog_number", "sku"})
"""Types of identifiers that one product alone has."""


def entries(listings: QuerySet[Listing], ranks: Ranks) -> Iterator[tantivy.Document]:
    found = list(listings.select_related("revision"))
    identifiers, facets = _identifiers(found), _facets(found)
    with own_language():
        for listing in found:
            yield _entry(listing, identifiers[listing.pk], facets[listing.pk], ranks)


def _identifiers(listings: Iterable[Listing]) -> Triples:
    rows = ListingIdentifier.objects.filter(listing__in=listings).order_by("pk")
    found: Triples = defaultdict(list)
    for listing, *identifier in rows.values_list("listing_id", "type", "text", "key"):
        found[listing].append((identifier[0], identifier[1], identifier[2]))
    return found


def _facets(listings: Iterable[Listing]) -> Triples:
    found: Triples = defaultdict(list)
    rows = ListingFacet.objects.filter(listing__in=listings)
    for listing, *value in rows.values_list("listing_id", "facet", "slug", "label"):
        found[listing].append((value[0], value[1], value[2]))
    return found


def _entry(
    listing: Listing,
    identifiers: list[tuple[str, str, str]],
    facets: list[tuple[str, str, str]],
    ranks: Ranks,
) -> tantivy.Document:
    spec = read_specification(listing.revision.spec)
    entry = tantivy.Document()
    entry.add_unsigned("revision", listing.pk)
    entry.add_unsigned("product", listing.product_id)
    entry.add_integer("visible_from", microseconds(listing.visible_from))
    entry.add_integer("visible_until", microseconds(listing.visible_until))
    for field in COLUMNS:
        entry.add_unsigned(field, ranks.of(field, listing))
    _add_identifiers(entry, identifiers)
    _add_words(entry, listing, spec, identifiers, facets)
    for facet, slug, _ in facets:
        if facet in FACETS:
            entry.add_text(facet_field(facet), slug)
    _add_numbers(entry, listing, spec)
    return entry


def _add_identifiers(entry: tantivy.Document, identifiers: list[tuple[str, str, str]]) -> None:
    whole: dict[str, None] = {}
    for type_, text, key in identifiers:
        if type_ == "formula":
            entry.add_text("formula", key)
            continue
        if type_ in SINGLE:
            entry.add_text("number", key)
        whole.update(dict.fromkeys(keys(text)))
    for key in whole:
        entry.add_text("key", key)
        entry.add_text("key_start", key)


def _add_words(
    entry: tantivy.Document,
    listing: Listing,
    spec: Specification,
    identifiers: list[tuple[str, str, str]],
    facets: list[tuple[str, str, str]],
) -> None:
    registries = {type_ for type_, _, _ in identifiers} & set(RegistryNumber.Type.values)
    about = [
        listing.summary,
        *(getattr(spec, name) or "" for name in SEARCHED),
        *(label for _, _, label in facets),
        *(str(RegistryNumber.Type(type_).label) for type_ in sorted(registries)),
        *chain.from_iterable(map(pack_words, spec.packs)),
        *(
            getattr(row, name) or ""
            for rows, name in SEARCHED_IN_ROWS
            for row in getattr(spec, rows)
        ),
    ]
    narrative = "\n".join(_narrative(spec))
    texts = {
        "name": [listing.name],
        "names": [text for _, text, _ in identifiers],
        "about": about,
        "text": narrative.splitlines(),
    }
    short: dict[str, None] = {}
    for field, its_texts in texts.items():
        for its_words in chain.from_iterable(map(spellings, its_texts)):
            if its_words:
                entry.add_text(field, " ".join(its_words))
                if field != "text":
                    short.update(dict.fromkeys(its_words))
    for word in short:
        if not word.isdecimal():
            entry.add_text("word_start", word)
    if narrative:
        entry.add_text("narrative", narrative)


def _narrative(spec: Specification) -> Iterator[str]:
    for section in spec.sections:
        yield plain(section.body)
    for activity in spec.activities:
        effect = (activity.action, activity.target)
        given = (activity.species, activity.route, activity.conditions)
        remark = activity.value.remark if activity.value else None
        yield " ".join(part for part in (*effect, *given, remark) if part)
    for figure in spec.figures:
        yield figure.title
    if spec.solubility_note:
        yield spec.solubility_note


def _add_numbers(entry: tantivy.Document, listing: Listing, spec: Specification) -> None:
    weight = single_weight(spec)
    if listing.grams_per_mole is not None:
        entry.add_float("weight", listing.grams_per_mole)
    for name, value in chain(_weight(spec), _storage(spec), _working(spec, weight)):
        entry.add_float(name, value)
    solubility = _solubility(spec, weight)
    for solvent in dict.fromkeys(row.solvent for row in spec.solubility):
        if match_key(solvent) in solubility:
            entry.add_text("solvent", solvent)
    for solvent, mass in solubility.items():
        entry.add_text("solubility", solubility_word(solvent, mass))


def _solubility(spec: Specification, weight: float | None) -> dict[str, float]:
    """mg/mL by the key of the solvent: the most that is known to dissolve. Of a range that is its
    lower end; less than something is nothing known."""
    found: dict[str, float] = {}
    for row in spec.solubility:
        if row.amount and row.amount.unit:
            low, _ = limits(row.amount)
            mass = None if low is None else as_mass(low, row.amount.unit, weight)
            if mass is not None:
                solvent = match_key(row.solvent)
                found[solvent] = max(float(mass), found.get(solvent, 0.0))
    return found


def _weight(spec: Specification) -> Iterator[tuple[str, float]]:
    weight = spec.compound.molecular_weight if spec.compound else None
    if weight and (unit := weight.unit):
        low, high = (None if end is None else convert(end, unit, "g/mol") for end in limits(weight))
        yield from _span("weight", low, high)


def _storage(spec: Specification) -> Iterator[tuple[str, float]]:
    """The temperatures at which the product is kept as it is supplied, or as a powder, in °C."""
    told = {row.state: row.temperature for row in spec.storage if row.temperature}
    for state in (StorageCondition.State.AS_SUPPLIED, StorageCondition.State.POWDER):
        if state in told:
            yield from _span("storage", *limits(told[state]))
            return


def _working(spec: Specification, weight: float | None) -> Iterator[tuple[str, float]]:
    """From the least to the greatest working concentration, in µM and in µg/mL."""
    amounts = [row.concentration for row in spec.working_concentrations]
    ends = [(limits(amount), amount.unit) for amount in amounts if amount and amount.unit]
    for name, in_unit in (("molar", as_molar), ("mass", as_mass)):
        spans = [
            [None if end is None else in_unit(end, unit, weight) for end in both]
            for both, unit in ends
        ]
        spans = [span for span in spans if any(end is not None for end in span)]
        lows, highs = [low for low, _ in spans], [high for _, high in spans]
        yield from _span(name, _least(lows), _greatest(highs))


def _least(ends: list[float | None]) -> float | None:
    """In thousandths; None if there is no end to them."""
    known = [end * 1000 for end in ends if end is not None]
    return min(known) if known and len(known) == len(ends) else None


def _greatest(ends: list[float | None]) -> float | None:
    known = [end * 1000 for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _span(name: str, low: float | None, high: float | None) -> Iterator[tuple[str, float]]:
    """An end that is open is as far as numbers go."""
    if low is not None or high is not None:
        yield f"{name}_min", -1e300 if low is None else float(low)
        yield f"{name}_max", 1e300 if high is None else float(high)
