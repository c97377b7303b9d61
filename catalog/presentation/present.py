"""A specification turned into what its page and its datasheet show."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from catalog.live import Live
from catalog.models import FactSource, Product, Relation, Term
from catalog.presentation import tables
from catalog.presentation.activities import activities
from catalog.presentation.alongside import other_forms, other_forms_named, variants
from catalog.presentation.facts import key_facts, solubility_rows, unknown_together
from catalog.presentation.figures import figures
from catalog.presentation.hazards import safety
from catalog.presentation.identity import identity_facts, sequence_facts, structure
from catalog.presentation.narrative import activity_references, in_order, sections
from catalog.presentation.parts import (
    Anchor,
    Attachment,
    Fact,
    Group,
    Line,
    Presentation,
    Source,
)
from catalog.presentation.stock import stock_solutions
from catalog.presentation.typography import joined, prose, supplied
from catalog.specification import declaration
from catalog.specification.declaration import WITHDRAWN, Specification


def present(spec: Specification, live: Live | None = None) -> Presentation:
    """Everything that a face shows of a published document. The same document gives the same.

    A page lays the present over it: with ``live``, other products and terms are as they are now.
    """
    leading, further = in_order(sections(spec))
    solubility = solubility_rows(spec)
    cited = activity_references(spec)
    sources = list(_sources(spec))
    facts = [_with_sources(fact, sources) for fact in key_facts(spec, solubility)]
    identity = [_with_sources(fact, sources) for fact in identity_facts(spec)]
    sequences = [_with_sources(fact, sources) for fact in sequence_facts(spec)]
    shown = {source for fact in (*facts, *identity, *sequences) for source in fact.sources}
    presentation = Presentation(
        catalog_number=spec.catalog_number,
        slug=spec.slug,
        title=prose(spec.name),
        subtitle=prose(spec.summary),
        kind=str(spec.kind.label),
        grade=prose(spec.grade),
        status=status_label(spec),
        replaced_by=tables.pointer(spec.replaced_by, live) if spec.replaced_by else None,
        structure=structure(spec),
        structure_name=spec.compound.name if spec.compound else "",
        packs=tables.packs(spec),
        pack_cards=tables.pack_cards(spec, live),
        key_facts=tuple(unknown_together(facts)),
        identity=tuple(identity),
        solubility=solubility,
        stock_solutions=stock_solutions(spec),
        constituents=tables.constituents(spec),
        sequences=tuple(sequences),
        kit_components=tables.kit_components(spec, live),
        leading_sections=leading,
        activities=activities(spec, cited),
        activity_references=cited,
        figures=figures(spec),
        quality_tests=tables.quality_tests(spec),
        further_sections=further,
        safety=safety(spec),
        relations=tuple(_relations(spec, live)),
        other_forms=other_forms(spec, live),
        other_forms_named=other_forms_named(spec, live),
        variants=variants(spec, live),
        terms=tuple(terms_by_vocabulary(spec, live)),
        attachments=tuple(_attachments(spec, live)),
        sources=tuple(source for source in sources if source not in shown),
        intended_use=prose(spec.intended_use),
        trade_marks=prose(spec.trade_marks),
        terms_of_use=prose(spec.terms_of_use),
    )
    return replace(presentation, contents=tuple(_contents(presentation)))


def status_label(spec: Specification) -> str:
    """Whether it can be had, in words; nothing while it is simply on sale."""
    if spec.status == WITHDRAWN:
        return gettext("Withdrawn")
    if spec.status is None or spec.status == Product.Status.ACTIVE:
        return ""
    return str(Product.Status(spec.status).label)


def _sources(spec: Specification) -> Iterator[Source]:
    confidences = {
        FactSource.Confidence.VERIFIED: gettext("verified"),
        FactSource.Confidence.REPORTED: gettext("reported"),
        FactSource.Confidence.ASSUMED: gettext("assumed"),
    }
    for row in spec.fact_sources:
        label = confidences[row.confidence] if row.confidence else ""
        yield Source(row.fact, _source_text(row.source), label)


def _source_text(text: str) -> SafeString:
    """An address becomes a link; everything else is text."""
    if text.startswith(("https://", "http://")) and " " not in text:
        return format_html('<a href="{}">{}</a>', text, text)
    return supplied(text)


def _with_sources(fact: Fact, sources: Iterable[Source]) -> Fact:
    """The fact with the sources that point at it, at a part of it, or at what it is part of."""
    own = {fact.path, *fact.paths}
    found = tuple(source for source in sources if any(_touches(source.fact, p) for p in own))
    return replace(fact, sources=found) if found and fact.determined else fact


def _touches(pointer: str, path: str) -> bool:
    return pointer == path or pointer.startswith(f"{path}/")


def _relations(spec: Specification, live: Live | None) -> Iterator[Group]:
    """By type; on a page, other forms have a table of their own."""
    for type_ in Relation.Type:
        if live is not None and type_ is Relation.Type.OTHER_FORM:
            continue
        lines = tuple(
            Line(tables.pointer_html(row.product, live))
            for row in spec.relations
            if row.type == type_
        )
        if lines:
            yield Group(type_.value, str(type_.label), lines)


def terms_by_vocabulary(spec: Specification, live: Live | None) -> Iterator[Group]:
    """The classification, one group a vocabulary, in their order."""
    order = list(Term.Vocabulary)
    rows = sorted(spec.terms, key=lambda row: order.index(row.vocabulary))
    for vocabulary, group in groupby(rows, key=lambda row: row.vocabulary):
        line = Line(joined([_term(row, live) for row in group]))
        yield Group(vocabulary, str(vocabulary.label), (line,))


def _term(row: declaration.Term, live: Live | None) -> SafeString:
    """The label; on a page the present one, leading to the products that have the term."""
    present_term = live.terms.get((row.vocabulary, row.slug)) if live else None
    if present_term is None:
        return supplied(row.label)
    query = urlencode({row.vocabulary.value: present_term.slug})
    address = f"{reverse('catalog:products')}?{query}"
    return format_html('<a href="{}">{}</a>', address, prose(present_term.label))


def _attachments(spec: Specification, live: Live | None) -> Iterator[Attachment]:
    spoken = get_language() or settings.LANGUAGE_CODE
    for row in spec.attachments:
        lot = gettext("lot {number}").format(number=row.lot) if row.lot else ""
        language = "" if row.language == spoken else row.language or ""
        yield Attachment(
            title=prose(row.title),
            kind=str(row.kind.label),
            details=joined([lot, row.date.isoformat() if row.date else "", language]),
            url=row.url or _address(row, live),
            file=row.file,
        )


def _address(row: declaration.Attachment, live: Live | None) -> str:
    """Of a file that is attached: on a page that of the document, once it has a number."""
    if live is None or row.file is None:
        return ""
    by_hash = reverse("catalog:file", args=[row.file.sha256, row.file.filename])
    return live.documents.get((row.kind, row.file.sha256), by_hash)


def _contents(shown: Presentation) -> Iterator[Anchor]:
    """The table of contents, in the order of the page."""
    parts: list[tuple[object, str, str]] = [
        (True, "facts", "Key facts"),
        (shown.stock_solutions, "stock-solutions", "Stock solutions"),
        (shown.sequences, "sequence", "Sequence"),
        (shown.constituents, "constituents", "Constituents"),
        (shown.kit_components, "components", "Components"),
        *((True, section.id, section.title) for section in shown.leading_sections),
        (shown.activities, "activities", "Activity"),
        (shown.figures, "figures", "Figures"),
        (shown.quality_tests, "quality-control", "Quality control"),
        *((True, section.id, section.title) for section in shown.further_sections),
        (True, "safety", "Safety"),
        (shown.identity, "identity", "Identifiers"),
        (shown.reference_lists, "references", "References"),
        (shown.variants, "variants", "Variants"),
        (shown.other_forms, "other-forms", "Other forms"),
        (shown.relations, "related", "Related products"),
        (shown.terms, "classification", "Classification"),
        (shown.sources, "sources", "Sources"),
    ]
    return (Anchor(anchor, title) for present_, anchor, title in parts if present_)
