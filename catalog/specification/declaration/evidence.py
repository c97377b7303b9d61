"""What backs a product up: activities, narrative, figures, documents, sources."""

import datetime
from typing import Annotated, Literal

from catalog import models
from catalog.models import activity_measures
from catalog.models.documents import PDF
from catalog.specification.deriving import describes
from catalog.specification.member import Member
from catalog.specification.values import (
    Members,
    NamedFile,
    Point,
    Quantity,
)


@describes(models.Reference, identity="key")
class Reference(Members):
    """A publication."""

    doi: str | None
    pmid: str | None
    authors: str | None
    title: str | None
    journal: str | None
    year: int | None
    volume: str | None
    issue: str | None
    pages: str | None


@describes(models.Activity)
class Activity(Members):
    """What it does to a target, or to an animal, and at which concentration or dose."""

    target: str | None
    action: str | None
    measure: Annotated[str | None, Member(choices=activity_measures.REGISTRY)]
    value: Quantity | None
    species: str | None
    route: str | None
    conditions: str | None
    reference: Reference | None


@describes(models.Citation)
class Citation(Members):
    """A publication under its number in one section."""

    number: Annotated[int, Member(minimum=1)]
    reference: Reference


@describes(models.Section, told_apart_by=("key", "title"), is_whole=True)
class Section(Members):
    """A part of the narrative; its body is written in Markdown."""

    key: models.Section.Key
    title: str | None
    body: str
    citations: tuple[Citation, ...]


@describes(models.Series)
class Series(Members):
    """Points of one curve."""

    label: str
    points: tuple[Point, ...]


@describes(models.Figure, identity="key", is_whole=True)
class Figure(Members):
    """A picture, or an assay that is drawn from its points."""

    key: str
    title: str
    caption: str | None
    conditions: str | None
    illustrative: Annotated[bool, Member(default=False)]
    image: NamedFile | None
    alternative_text: str | None
    x_label: str | None
    x_unit: str | None
    x_scale: models.Figure.Scale | None
    y_label: str | None
    y_unit: str | None
    fit: models.Figure.Fit | None
    measure: Literal["EC50", "IC50"] | None
    series: tuple[Series, ...]


@describes(models.Attachment)
class Attachment(Members):
    """A document beside the specification."""

    kind: models.Attachment.Kind
    title: str
    language: str | None
    lot: str | None
    date: datetime.date | None
    file: Annotated[NamedFile | None, Member(document=PDF)]
    url: str | None


@describes(models.FactSource, title="Source of a fact")
class FactSource(Members):
    """Where a fact comes from."""

    fact: Annotated[str, Member(about="A JSON Pointer into this document.")]
    source: str
    confidence: models.FactSource.Confidence | None
    is_public: Annotated[bool, Member(default=False, only=True)]
