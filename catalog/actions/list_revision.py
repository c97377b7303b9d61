"""List a revision: the interval in which it is shown, with what it is filtered and found by."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils.text import slugify

from catalog.chemistry.quantity import convert
from catalog.identifier_keys import formula_key
from catalog.keys import match_key, sort_key
from catalog.language import own_language
from catalog.models import (
    FOREVER,
    Listing,
    ListingFacet,
    ListingFile,
    ListingIdentifier,
    Revision,
    TermAlias,
)
from catalog.models.characteristic_keys import REGISTRY
from catalog.models.listing import LISTING_FORMAT
from catalog.models.plain_rows import insert_new, insert_rows
from catalog.specification.declaration import Specification
from catalog.specification.packs import pack_words
from catalog.specification.registry_numbers import cas_number, registry_numbers
from catalog.specification.values import NamedFile, Quantity

UNKNOWN_WEIGHT = "z"


def list_revision(revision: Revision, spec: Specification) -> Listing:
    """Write the listing of ``revision`` and end those of earlier ones."""
    return list_revisions([(revision, spec)])[0]


def list_revisions(entries: Sequence[tuple[Revision, Specification]]) -> list[Listing]:
    """Write the listings of revisions with their specifications, each of another product.

    Those of earlier revisions end. However many there are, it takes a handful of queries.
    """
    _end_earlier(revision for revision, _ in entries)
    listings: list[Listing] = []
    identifiers: list[tuple[int, str, str, str]] = []
    facets: list[tuple[int, str, str, str]] = []
    files: list[tuple[int, str]] = []
    with own_language():  # labels are stored and searched
        filtered_by = _present_facets([spec for _, spec in entries])
        for (revision, spec), classes in zip(entries, filtered_by, strict=True):
            pk, named = revision.pk, list(dict.fromkeys(_identifiers(spec)))
            words = _words(spec, [text for _, text, _ in named], classes.values())
            listings.append(_listing(revision, spec, words))
            identifiers += [(pk, type_, text, key[:200]) for type_, text, key in named]
            facets += [(pk, facet, slug, label) for (facet, slug), label in classes.items()]
            files += [(pk, file.sha256) for file in _files(spec)]
    insert_new(listings)
    insert_rows(ListingIdentifier, ("listing", "type", "text", "key"), identifiers)
    insert_rows(ListingFacet, ("listing", "facet", "slug", "label"), facets)
    insert_rows(ListingFile, ("listing", "sha256"), files)
    return listings


def _listing(revision: Revision, spec: Specification, words: str) -> Listing:
    cancelled = revision.kind == Revision.Kind.CANCELLATION
    return Listing(
        revision=revision,
        product_id=revision.product_id,
        visible_from=revision.valid_from,
        visible_until=revision.valid_from if cancelled else FOREVER,
        withdrawn=revision.kind == Revision.Kind.WITHDRAWAL,
        format=LISTING_FORMAT,
        words=words,
        **_columns(spec),
    )


def _end_earlier(revisions: Iterable[Revision]) -> None:
    """Earlier revisions are shown no longer than the start of those of their products here.

    A cancellation ends only what was not shown yet, and what is shown stays on without an end.
    """
    ending: dict[tuple[datetime, bool], list[int]] = {}
    for revision in revisions:
        if revision.number > 1:
            cancels = revision.kind == Revision.Kind.CANCELLATION
            ending.setdefault((revision.valid_from, cancels), []).append(revision.product_id)
    for (moment, cancels), products in ending.items():
        listings = Listing.objects.filter(product__in=products, visible_until__gt=moment)
        if cancels:
            listings.filter(visible_from__lte=moment).update(visible_until=FOREVER)
            listings = listings.filter(visible_from__gt=moment)
        listings.update(visible_until=moment)


def _columns(spec: Specification) -> dict[str, Any]:
    compound = spec.compound
    weight = compound.molecular_weight if compound else None
    grams = _grams_per_mole(weight) if weight else None
    return {
        "catalog_number": spec.catalog_number,
        "catalog_number_key": match_key(spec.catalog_number),
        "catalog_number_sort": sort_key(spec.catalog_number),
        "slug": spec.slug,
        "name": spec.name,
        "name_key": sort_key(spec.name),
        "kind": spec.kind,
        "status": spec.status,
        "summary": spec.summary or "",
        "grade": spec.grade or "",
        "cas": cas_number(spec),
        "formula": (compound.formula if compound else None) or "",
        "molecular_weight": weight.as_json() if weight else None,
        "grams_per_mole": grams,
        "weight_key": UNKNOWN_WEIGHT if grams is None else f"{round(grams * 1000):018d}",
        "smiles": (compound.smiles if compound else None) or "",
        "variant_group": spec.variant_group.key if spec.variant_group else "",
        "variant_value": spec.variant_value or "",
    }


def _words(spec: Specification, *named: Iterable[str]) -> str:
    """The key of each word once, in a fixed order."""
    packs = chain.from_iterable(map(pack_words, spec.packs))
    registries = (type_.label for type_, _ in registry_numbers(spec))
    texts = chain([spec.summary or ""], packs, map(str, registries), *named)
    return " ".join(sorted({match_key(word) for text in texts for word in text.split()} - {""}))


def _identifiers(spec: Specification) -> Iterator[tuple[str, str, str]]:
    """Type, text and key of whatever the product is found by."""
    compound = spec.compound
    named = [
        ("catalog_number", spec.catalog_number),
        ("name", spec.name),
        *(("sku", pack.sku) for pack in spec.packs),
        *(("synonym", synonym.text) for synonym in spec.synonyms),
        *registry_numbers(spec),
    ]
    if compound and compound.inchikey:
        named.append(("inchikey", compound.inchikey))
    for type_, text in named:
        yield type_, text, match_key(text)
    if compound and compound.formula:
        yield (
            "formula",
            compound.formula,
            formula_key(compound.formula) or match_key(compound.formula),
        )


def _present_facets(specs: Sequence[Specification]) -> list[dict[tuple[str, str], str]]:
    """The facets of each specification, terms that were merged since under their present slugs."""
    frozen = [_facets(spec) for spec in specs]
    with_terms = [found for spec, found in zip(specs, frozen, strict=True) if spec.terms]
    present = TermAlias.present_slugs(set(chain(*with_terms))) if with_terms else {}
    return [
        {(facet, present.get((facet, slug), slug)): label for (facet, slug), label in found.items()}
        if spec.terms
        else found
        for spec, found in zip(specs, frozen, strict=True)
    ]


def _facets(spec: Specification) -> dict[tuple[str, str], str]:
    """(facet, slug) -> label of whatever the product is filtered by."""
    found = {("kind", str(spec.kind)): str(spec.kind.label)}
    if grade := spec.grade:
        found["grade", _slug(grade)] = grade
    for term in spec.terms:
        found[term.vocabulary, term.slug] = term.label
    for row in spec.characteristics:
        entry = REGISTRY.get(row.key)
        if entry is not None and entry.facet and row.value:
            found[entry.key, _slug(row.value.text)] = row.value.text[:200]
    return found


def _slug(text: str) -> str:
    return (slugify(text) or match_key(text))[:120]


def _files(spec: Specification) -> list[NamedFile]:
    """The stored files that a document shows, each once."""
    shown = [
        *(figure.image for figure in spec.figures),
        *(attachment.file for attachment in spec.attachments),
        *(sequence.genbank for sequence in spec.sequences),
    ]
    return list({file.sha256: file for file in shown if file}.values())


def _grams_per_mole(weight: Quantity) -> float | None:
    """What a weight is sorted and filtered by: its value, or the lower end of its range."""
    if not (weight.ends and weight.unit):
        return None
    return convert(weight.ends[0], weight.unit, "g/mol")
