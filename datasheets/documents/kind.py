"""What a kind of document has to say of itself. All else is done by code that knows no kind.

A new kind is a subclass in a package of its own, which ``datasheets.apps`` registers. One that is
rendered says what its subjects are, when its documents are made, and what its template shows;
rendering, archive, issues, verification and the page of versions come with that. One that is
received puts its documents into the archive itself.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from django.db.models import QuerySet
from django.dispatch import Signal

from catalog.models import SiteSettings
from datasheets.carried import OwnData
from datasheets.documents.issue import Issue
from datasheets.documents.standing import History, Standing
from datasheets.documents.subject import Content, Edition, Subject
from datasheets.models import Datasheet


@dataclass(frozen=True, slots=True)
class Trigger(Generic[Content]):
    """A signal, and whose documents are wanted when it is sent: called with its arguments, in the
    transaction that froze them."""

    signal: Signal
    editions: Callable[..., Iterable[Edition[Content]]]


class DocumentKind(ABC):
    """What archive, pages and verification ask of every kind."""

    key: str
    """As the archive and the admin have it."""
    title: str
    """In English; marked for translation where documents print it."""
    subject_type: str

    @abstractmethod
    def standing(self, subject: Subject) -> Standing | None:
        """None for a version that the public has not seen: nobody learns from here what is
        scheduled."""

    def is_public(self, subject: Subject) -> bool:
        return self.standing(subject) is not None

    @abstractmethod
    def history(self, subject_id: str) -> History | None:
        """None for a subject that the public has not seen."""

    def urls(self) -> Sequence[Any]:
        """Addresses of its own, beside those under ``/documents/``."""
        return ()

    def announce(self) -> None:  # noqa: B027  # most have nothing to announce
        """Register links and previews where the pages of its subjects look for them."""


class RenderedKind(DocumentKind, Generic[Content]):
    """``Content`` is what its template is filled from: the typed form of what is stored."""

    template: str
    stylesheet: str = ""
    """CSS of this kind alone, beside that of the paper."""

    # When its documents are made

    def triggers(self) -> Iterable[Trigger[Content]]:
        return ()

    @abstractmethod
    def lacking(
        self, rows: QuerySet[Datasheet], *, named: Collection[str] = (), also_coming: bool = False
    ) -> Iterable[Subject]:
        """The public versions that have none of these rows; those that are scheduled, too, if
        ``also_coming``. Only of the subjects with these names, if any are given."""

    # What they are made of

    @abstractmethod
    def editions(self, subjects: Sequence[Subject]) -> list[Edition[Content]]:
        """Those that there are."""

    def edition(self, subject: Subject) -> Edition[Content]:
        """Raises LookupError if there is no such version."""
        for edition in self.editions([subject]):
            return edition
        raise LookupError(f"There is no version {subject.version} of {subject.type} {subject.id}.")

    @abstractmethod
    def series(self, content: Content) -> str:
        """The document number that all versions of a subject share, such as ``TDS-ALQ-1001``."""

    def number(self, edition: Edition[Content], issue: Issue) -> str:
        """``TDS-ALQ-1001-r3``, ``TDS-ALQ-1001-r3.2-letter-de``."""
        return f"{self.series(edition.content)}-r{edition.subject.version}{issue.suffix}"

    @abstractmethod
    def address(self, edition: Edition[Content]) -> str:
        """The path of the page of this very version; the document's links begin there."""

    @abstractmethod
    def context(
        self, edition: Edition[Content], site: SiteSettings, issue: Issue, *, address: str
    ) -> dict[str, Any]:
        """What the template shows, in the language that is active. ``address`` is absolute."""

    def images(self, content: Content) -> Iterable[str]:
        """The hashes of the stored pictures that the template shows as ``stored:<hash>``."""
        return ()

    @abstractmethod
    def own_data(self, edition: Edition[Content], *, number: str, address: str) -> OwnData:
        """What the document carries for programs."""

    # Which ones there are beside it

    @abstractmethod
    def before(self, edition: Edition[Content]) -> Edition[Content] | None:
        """The version that this one takes the place of."""

    @abstractmethod
    def current(self, rows: QuerySet[Datasheet]) -> QuerySet[Datasheet]:
        """Those of versions that are the ones shown now."""
