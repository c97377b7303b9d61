"""Rules on text and figures."""

import re
from collections.abc import Iterator, Sequence

from catalog.curation.finding import Finding, Severity
from catalog.models import Figure
from catalog.specification.declaration import Draft, Reference

MOST_REFERENCES = 300
CITED = re.compile(r"\[(\d{1,9}(?:\s*[,–-]\s*\d{1,9})*)\]")


def cited_numbers(body: str) -> set[int]:
    """The numbers that a text cites: ``[2, 3]`` and ``[2-4]`` included; links are not citations.

    >>> sorted(cited_numbers("As shown [1], and elsewhere [3–5]."))
    [1, 3, 4, 5]
    """
    numbers: set[int] = set()
    for group in CITED.findall(body):
        for run in group.split(","):
            ends = [int(end) for end in re.split(r"[–-]", run)]
            if ends[-1] <= MOST_REFERENCES:  # more is a year or a position, not a citation
                numbers.update(range(ends[0], ends[-1] + 1))
    return numbers


def citations_match_references(draft: Draft) -> Iterator[Finding]:
    """Every [n] of a section has its entry in that section's list, and every entry is cited."""
    for place, section in enumerate(draft.sections):
        cited = cited_numbers(section.body)
        listed = {citation.number for citation in section.citations}
        if missing := sorted(cited - listed):
            yield Finding(
                "citation-without-reference",
                Severity.ERROR,
                f"/sections/{place}/body",
                ", ".join(f"[{number}]" for number in missing),
                "this section's reference list has no such number; add the reference or remove "
                "the citation.",
            )
        if idle := sorted(listed - cited):
            yield Finding(
                "reference-not-cited",
                Severity.WARNING,
                f"/sections/{place}/citations",
                ", ".join(str(number) for number in idle),
                "the text does not cite it; cite it or remove it.",
            )


def references_can_be_read(draft: Draft) -> Iterator[Finding]:
    """A list of references tells who wrote what, not an identifier alone."""
    for place, section in enumerate(draft.sections):
        cited = [(citation.number, citation.reference) for citation in section.citations]
        yield from _bare(f"/sections/{place}/citations", cited)
    for place, activity in enumerate(draft.activities):
        if activity.reference:
            yield from _bare(f"/activities/{place}/reference", [(None, activity.reference)])


def _bare(path: str, cited: Sequence[tuple[int | None, Reference]]) -> Iterator[Finding]:
    bare = [
        f"[{number}] {named}" if number else named
        for number, paper in cited
        if not (paper.title or paper.journal or paper.authors)
        for named in [paper.doi or f"PMID {paper.pmid}"]
    ]
    if bare:
        yield Finding(
            "bare-reference",
            Severity.WARNING,
            path,
            ", ".join(bare),
            "the list of references would show this bare; paste the citation on the screen of the "
            "reference, so that authors, title and journal are shown.",
        )


def fitted_series_have_enough_points(draft: Draft) -> Iterator[Finding]:
    """A fitted curve needs enough points; what cannot be fitted is not shown as fitted."""
    for place, figure in enumerate(draft.figures):
        for series in figure.series:
            if figure.fit == Figure.Fit.FOUR_PARAMETER_LOGISTIC and len(series.points) < 5:
                yield Finding(
                    "too-few-points",
                    Severity.ERROR,
                    f"/figures/{place}/series",
                    f"{series.label}: {len(series.points)} points",
                    "a four-parameter logistic needs at least five; add points or remove the fit.",
                )


def figures_show_something(draft: Draft) -> Iterator[Finding]:
    """A figure has an image, or data that are drawn."""
    for place, figure in enumerate(draft.figures):
        if not figure.image and not any(series.points for series in figure.series):
            yield Finding(
                "empty-figure",
                Severity.ERROR,
                f"/figures/{place}/image",
                figure.title,
                "it has neither an image nor data; add one of them or remove the figure.",
            )
