"""From a listing to its entry in the text index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import tantivy
from django.db.models import QuerySet

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
from catalog.search.browse import FACETS
from catalog.search.log import microseconds
from catalog.search.text.ranks import Ranks
from catalog.search.text.schema import facet_field, solubility_word
from catalog.search.words import keys, words
from catalog.spec.concentrations import as_mass, as_molar, limits, single_weight

Triples = defaultdict[int, list[tuple[str, str, str]]]
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
    spec = listing.revision.read()
    entry = tantivy.Document()
    entry.add_unsigned("revision", listing.pk)
    entry.add_unsigned("product", listing.product_id)
    entry.add_integer("visible_from", microseconds(listing.visible_from))
    entry.add_integer("visible_until", microseconds(listing.visible_until))
    entry.add_unsigned("name_rank", ranks.of_name(listing))
    entry.add_unsigned("number_rank", ranks.of_number(listing))
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
    spec: dict[str, Any],
    identifiers: list[tuple[str, str, str]],
    facets: list[tuple[str, str, str]],
) -> None:
    registries = {type_ for type_, _, _ in identifiers} & set(RegistryNumber.Type.values)
    packs = [pack["amount"] for pack in spec["packs"] if pack["amount"]]
    about = [
        listing.summary,
        spec["appearance"] or "",
        *(label for _, _, label in facets),
        *(str(RegistryNumber.Type(type_).label) for type_ in sorted(registries)),
        *(f"{amount['text']} {amount['unit'] or ''}" for amount in packs),
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
        for its_words in map(words, its_texts):
            if its_words:
                entry.add_text(field, " ".join(its_words))
                if field != "text":
                    short.update(dict.fromkeys(its_words))
    for word in short:
        if not word.isdecimal():
            entry.add_text("word_start", word)
    if narrative:
        entry.add_text("narrative", narrative)


def _narrative(spec: dict[str, Any]) -> Iterator[str]:
    for section in spec["sections"]:
        yield plain(section["body"])
    for activity in spec["activities"]:
        told = (activity["action"], activity["target"], activity["conditions"])
        yield " ".join(part for part in told if part)
    for figure in spec["figures"]:
        yield figure["title"] or ""
    if spec["solubility_note"]:
        yield spec["solubility_note"]


def _add_numbers(entry: tantivy.Document, listing: Listing, spec: dict[str, Any]) -> None:
    weight = single_weight(spec)
    if listing.grams_per_mole is not None:
        entry.add_float("weight", listing.grams_per_mole)
    for name, value in chain(_storage(spec), _working(spec, weight)):
        entry.add_float(name, value)
    solubility = _solubility(spec, weight)
    for solvent in dict.fromkeys(row["solvent"] for row in spec["solubility"]):
        if match_key(solvent) in solubility:
            entry.add_text("solvent", solvent)
    for solvent, mass in solubility.items():
        entry.add_text("solubility", solubility_word(solvent, mass))


def _solubility(spec: dict[str, Any], weight: float | None) -> dict[str, float]:
    """mg/mL by the key of the solvent: the most that is said to dissolve."""
    found: dict[str, float] = {}
    for row in spec["solubility"]:
        if row["amount"] and row["amount"]["unit"]:
            ends = [end for end in limits(row["amount"]) if end is not None]
            mass = as_mass(max(ends), row["amount"]["unit"], weight) if ends else None
            if mass is not None:
                solvent = match_key(row["solvent"])
                found[solvent] = max(float(mass), found.get(solvent, 0.0))
    return found


def _storage(spec: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The temperatures at which the product is kept as it is supplied, in °C."""
    for row in spec["storage"]:
        if row["state"] == StorageCondition.State.AS_SUPPLIED and row["temperature"]:
            yield from _span("storage", *limits(row["temperature"]))
            return


def _working(spec: dict[str, Any], weight: float | None) -> Iterator[tuple[str, float]]:
    """From the least to the greatest working concentration, in µM and in µg/mL."""
    for name, in_unit in (("molar", as_molar), ("mass", as_mass)):
        ends: list[tuple[float | None, float | None]] = []
        for row in spec["working_concentrations"]:
            amount = row["concentration"]
            if amount and amount["unit"]:
                ends.append(
                    tuple(  # type: ignore[arg-type]  # two, as limits gives them
                        None if end is None else _thousandfold(in_unit(end, amount["unit"], weight))
                        for end in limits(amount)
                    )
                )
        known = [end for pair in ends for end in pair if end is not None]
        if known:
            yield from _span(name, min(known), max(known))


def _thousandfold(value: float | None) -> float | None:
    return None if value is None else value * 1000


def _span(name: str, low: float | None, high: float | None) -> Iterator[tuple[str, float]]:
    """An end that is open is as far as numbers go."""
    if low is not None or high is not None:
        yield f"{name}_min", -1e300 if low is None else float(low)
        yield f"{name}_max", 1e300 if high is None else float(high)
