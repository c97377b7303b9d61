"""What is known of one member beside its type: the note at its annotation in the declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django_stubs_ext import StrPromise

from catalog.models.documents import DocumentKind
from catalog.models.hazard_codes import Codes
from catalog.specification.expectation import Expectation


class Place(Enum):
    """Where a plain fact stands among the key facts, on pages and in datasheets."""

    SUBSTANCE = auto()
    """After formula and weight."""
    PROPERTIES = auto()
    """After the characteristics."""
    STORAGE = auto()
    """After storage."""
    HANDLING = auto()
    """After storage and working concentrations."""


@dataclass(frozen=True, slots=True)
class Member:
    """``column`` is the column or relation, where it is not called as the member is; of a quantity,
    the beginning of its columns' names. ``about`` is its description in the JSON Schema."""

    column: str | None = None
    about: str = ""
    label: StrPromise | str = ""
    """What people read: on pages, on screens of the back office, in differences."""
    help: str = ""
    """For whoever types it."""
    fact: Place | None = None
    """Where among the key facts it stands, if it is one that is simply printed there; of rows, a
    line each."""
    compared_under: str = "properties"
    """The section of a comparison that it stands in then."""
    searched: bool = False
    """Whether the words of the product that are searched are those of its text, too."""
    facts: Mapping[str, Expectation] = field(default_factory=dict)
    """Which facts it holds, by the names that they have on every face, and of which kinds of
    product they are to be known."""
    group: str = ""
    """Of the product's screen (``catalog.admin.groups``)."""
    same_line: bool = False
    """Whether it stands there beside the member before."""
    internal: bool = False
    """Whether drafts have it, and specifications never."""
    default: Any = None
    """What the column holds where the document says nothing."""
    minimum: int = 0
    only: bool | None = None
    """The one value that specifications have."""
    choices: Iterable[str] = ()
    """The words to choose from, where the type does not name them."""
    published: tuple[str, ...] = ()
    """Further words, which specifications have and drafts have not."""
    words: Codes | None = None
    """Of a list of words: the codes that they are."""
    document: DocumentKind | None = None
    """What a file has to be; a picture, unless this says so."""
    public_if: str = ""
    """Of rows: the member that tells which of them are published."""
    shared: bool = False
    """Of rows: whether other products may have them, too."""


PLAIN = Member()
