"""Sections with their own reference lists: every ``[n]`` leads to the paper it means."""

import re
from collections.abc import Iterator

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from catalog import markdown
from catalog.models import Section as SectionRow
from catalog.presentation.parts import Reference, Section
from catalog.presentation.typography import (
    EN_DASH,
    joined,
    prose,
    supplied,
    typeset,
    with_subscripts,
)
from catalog.specification import declaration
from catalog.specification.declaration import Specification

LEADING = (
    SectionRow.Key.KEY_FEATURES,
    SectionRow.Key.DESCRIPTION,
    SectionRow.Key.MODE_OF_ACTION,
)
"""Sections that stand before the figures, in this order; the others follow as they were written."""

_TAG = re.compile(r"(<[^>]*>)")
_CITATION = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_NUMBER = re.compile(r"\d+")
_BETWEEN_AUTHORS = re.compile(r"[,;&]| and ")


def sections(spec: Specification) -> tuple[Section, ...]:
    """The sections as written; their ids are unique on the page."""
    return tuple(_sections(spec))


def _sections(spec: Specification) -> Iterator[Section]:
    taken: set[str] = set()
    for row in spec.sections:
        usual = str(row.key.label)
        title = supplied(escape(row.title)) if row.title else escape(usual)
        anchor = slugify(row.title or usual) or row.key.replace("_", "-")
        name, count = anchor, 2
        while name in taken:
            name, count = f"{anchor}-{count}", count + 1
        taken.add(name)
        references = tuple(
            Reference(
                citation.number,
                f"{name}-{citation.number}",
                reference_html(citation.reference),
                short_name(citation.reference),
            )
            for citation in row.citations
        )
        ids = {reference.number: reference.id for reference in references}
        html = cited_html(markdown.render(typeset(row.body)), ids)
        yield Section(name, row.key, title, html, references)


def in_order(all_sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections before the figures, and those after."""
    leading = [section for key in LEADING for section in all_sections if section.key == key]
    return tuple(leading), tuple(section for section in all_sections if section not in leading)


def cited_html(html: str, ids: dict[int, str]) -> SafeString:
    """Turn ``[2, 3]`` into links to the references of those numbers, where the section has them.

    Text inside a link stays as it is, and so does a number that the section's list lacks.
    """
    inside_link = False
    pieces = []
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            if piece.startswith(("<a ", "</a")):
                inside_link = piece.startswith("<a ")
        elif not inside_link:
            piece = with_subscripts(piece)  # noqa: PLW2901
            piece = _CITATION.sub(lambda match: _linked(match, ids), piece)  # noqa: PLW2901
        pieces.append(piece)
    return mark_safe("".join(pieces))


def _linked(match: re.Match[str], ids: dict[int, str]) -> str:
    if not any(int(number) in ids for number in _NUMBER.findall(match[1])):
        return match[0]
    inner = match[1].replace("-", EN_DASH)
    return f"[{_NUMBER.sub(lambda number: _link(number[0], ids), inner)}]"


def _link(number: str, ids: dict[int, str]) -> str:
    target = ids.get(int(number))
    return f'<a class="citation" href="#{target}">{number}</a>' if target else number


def reference_html(reference: declaration.Reference) -> SafeString:
    """Authors, year. Title. Journal volume(issue):pages. Then the DOI and PubMed links."""
    who = joined([prose(reference.authors), str(reference.year or "")])
    parts = [who, prose((reference.title or "").rstrip("."))]
    text = joined([part for part in (*parts, _place(reference)) if part], ". ")
    return joined([format_html("{}.", text) if text else "", *_addresses(reference)], " ")


def activity_references(spec: Specification) -> tuple[Reference, ...]:
    """What the activities cite, each paper once, numbered in their order."""
    cited = [row.reference for row in spec.activities if row.reference]
    once = [paper for place, paper in enumerate(cited) if paper not in cited[:place]]
    return tuple(
        Reference(number, f"activity-{number}", reference_html(paper), short_name(paper))
        for number, paper in enumerate(once, start=1)
    )


def short_name(reference: declaration.Reference) -> str:
    """``Liu J et al. 1991``: the first author and the year."""
    authors = _BETWEEN_AUTHORS.split(reference.authors or "")
    first = authors[0].strip()
    if len(authors) > 1 and not first.endswith("et al."):
        first += " et al."
    names = (first or reference.journal or reference.title or "", reference.year or "")
    return " ".join(str(name) for name in names if name)


def _place(reference: declaration.Reference) -> SafeString:
    """``Journal 7(11):1002–7``."""
    issue = f"({reference.issue})" if reference.issue else ""
    pages = re.sub(r"(?<=[\dA-Za-z])\s*[-–]\s*(?=[\dA-Za-z])", EN_DASH, reference.pages or "")
    number = f"{reference.volume or ''}{issue}" + (f":{pages}" if pages else "")
    journal = reference.journal or ""
    return joined([format_html("<i>{}</i>", journal) if journal else "", number], " ")


def _addresses(reference: declaration.Reference) -> Iterator[SafeString]:
    for name, address in _urls(reference):
        yield format_html('<a class="reference-link" href="{}">{}</a>', address, name)


def _urls(reference: declaration.Reference) -> Iterator[tuple[str, str]]:
    if doi := reference.doi:
        yield f"doi:{doi}", f"https://doi.org/{doi}"
    if pmid := reference.pmid:
        yield f"PubMed {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
