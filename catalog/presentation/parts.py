"""What a presentation is made of: frozen values that a template only has to put in place.

Every ``SafeString`` is HTML that both a page and a PDF can show.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from catalog.specification.values import NamedFile, Quantity

NOTHING: SafeString = mark_safe("")


@dataclass(frozen=True, slots=True)
class Line:
    """One value. ``copy`` is the plain text that a copy button gives, ``amount`` the quantity of
    the document that the line shows, where it shows one."""

    html: SafeString = NOTHING
    copy: str | None = None
    amount: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a published fact comes from."""

    fact: str
    text: SafeString
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the key facts. ``path`` is the JSON Pointer of what it shows; ``name`` stays the
    same in every product and language, as the label does not.

    A value that belongs to this kind of product and is missing says so: ``determined`` is false.
    """

    label: SafeString
    lines: tuple[Line, ...]
    path: str
    name: str
    determined: bool = True
    sources: tuple[Source, ...] = ()
    paths: tuple[str, ...] = ()
    """Where else in the document this row's lines come from."""


def undetermined(label: SafeString | str, path: str, name: str) -> Fact:
    """Says that a fact which belongs to this kind of product is not known."""
    lines = (Line(mark_safe(gettext("Not determined"))),)
    return Fact(mark_safe(label), lines, path, name, determined=False)


@dataclass(frozen=True, slots=True)
class Column:
    label: SafeString
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class PackCard:
    """A pack as a page offers it. ``details`` are labels and what stands under them; ``order`` is
    the address that orders it, or nothing where it cannot be ordered."""

    sku: str
    size: SafeString
    details: tuple[tuple[str, Line], ...]
    order: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column names its row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    path: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one label: the terms of a vocabulary, the relations of one type."""

    name: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Solubility:
    """One solvent. ``derived`` is calculated from the molecular weight and stored nowhere."""

    solvent: SafeString
    amount: SafeString
    derived: SafeString
    conditions: SafeString


@dataclass(frozen=True, slots=True)
class StockSolutions:
    """Volumes of solvent by amount and concentration. ``whole_vial`` is the advice for a product
    that cannot be weighed out; ``warnings`` name concentrations above the printed solubility."""

    table: Table
    whole_vial: str
    warnings: tuple[SafeString, ...]

    def __bool__(self) -> bool:
        return bool(self.table)


@dataclass(frozen=True, slots=True)
class Reference:
    """``number`` as cited in its own section; ``id`` is where a citation leads."""

    number: int
    id: str
    html: SafeString
    short: str


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    key: str
    title: SafeString
    html: SafeString
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """Numbered from 1 under the heading of what cites it."""

    title: SafeString
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """What was fitted to one series, written out with its 95 % confidence interval."""

    series: str
    measure: SafeString
    value: SafeString
    interval: SafeString
    details: SafeString


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    number: int
    title: SafeString
    caption: SafeString
    conditions: SafeString
    notice: str
    """Says that the data are illustrative; empty when they were measured."""
    chart: SafeString
    image: NamedFile | None
    alternative_text: str
    fits: tuple[Fit, ...]
    unfitted: tuple[str, ...]
    """Whole sentences: why a series has no curve or no number."""
    data: Table
    compact: bool
    """Whether the data fit into a narrow table beside the figure."""


@dataclass(frozen=True, slots=True)
class Attachment:
    title: SafeString
    kind: str
    details: str
    url: str
    file: NamedFile | None


@dataclass(frozen=True, slots=True)
class Safety:
    """``assessed`` is false when nobody looked: that is not the same as harmless."""

    assessed: bool
    status: str
    explanation: str
    signal_word: str
    hazards: tuple[Group, ...]
    """By system of classification; where none is said, under no name."""
    precautionary_statements: tuple[str, ...]
    pictograms: tuple[str, ...]
    source: SafeString
    date: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """Another product as this document names it, or on a page as it is now.

    ``note`` says why it cannot be had; ``url`` is empty if it has no page.
    """

    catalog_number: str
    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the table of contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Presentation:
    """A specification, ready to be shown. Members are empty where the document says nothing."""

    catalog_number: str
    slug: str
    title: SafeString
    subtitle: SafeString
    kind: str
    grade: SafeString
    status: str
    """Empty while the product is simply on sale."""
    replaced_by: Pointer | None
    structure: SafeString
    structure_name: str
    packs: Table
    pack_cards: tuple[PackCard, ...]
    key_facts: tuple[Fact, ...]
    identity: tuple[Fact, ...]
    solubility: tuple[Solubility, ...]
    stock_solutions: StockSolutions
    constituents: Table
    sequences: tuple[Fact, ...]
    kit_components: Table
    leading_sections: tuple[Section, ...]
    activities: Table
    activity_references: tuple[Reference, ...]
    figures: tuple[Figure, ...]
    quality_tests: Table
    further_sections: tuple[Section, ...]
    safety: Safety
    relations: tuple[Group, ...]
    other_forms: Table
    """On a page alone: salts, hydrates and the like beside this product, as they are now."""
    other_forms_named: SafeString
    variants: Table
    """On a page alone: the products of the variant group on offer now."""
    terms: tuple[Group, ...]
    attachments: tuple[Attachment, ...]
    sources: tuple[Source, ...]
    """Public sources of facts that have no row of their own."""
    intended_use: SafeString
    """The product's own; empty where the site's statement holds."""
    trade_marks: SafeString
    terms_of_use: SafeString
    contents: tuple[Anchor, ...] = field(default=())

    @property
    def sections(self) -> Sequence[Section]:
        return (*self.leading_sections, *self.further_sections)

    @property
    def reference_lists(self) -> Sequence[ReferenceList]:
        """The lists in the order of the page; ``[1]`` in two of them is two papers."""
        lists = [ReferenceList(section.title, section.references) for section in self.sections]
        activity = ReferenceList(mark_safe(gettext("Activity")), self.activity_references)
        lists.insert(len(self.leading_sections), activity)
        return [entry for entry in lists if entry.references]
