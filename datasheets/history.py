"""The versions of a subject's document, each with its issues."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from datasheets.documents.registry import installed
from datasheets.documents.standing import History, PublicVersion
from datasheets.models import Datasheet
from datasheets.variants import Language, Paper, Variant, variants


@dataclass(frozen=True, slots=True)
class Version:
    """A version with the issues of its document that are stored, the last one first."""

    public: PublicVersion
    issues: tuple[Datasheet, ...]
    pending: tuple[Variant, ...]
    """What the site has a variant for, and is not made yet."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the public may see under the number that the versions of a document share."""

    history: History
    versions: tuple[Version, ...]


def page_of(number: str) -> DocumentPage | None:
    """What is listed under a number, which is looked up: a former one leads there, too."""
    sheet = Datasheet.numbered(number)
    kind = installed(sheet.document_kind) if sheet else None
    if sheet is None or kind is None:
        return None
    history = kind.history(sheet.subject_id)
    return DocumentPage(history, tuple(_versions(sheet, history))) if history else None


def _versions(sheet: Datasheet, history: History) -> Iterator[Version]:
    issues: dict[int, list[Datasheet]] = defaultdict(list)
    alike = Datasheet.ready().filter(
        document_kind=sheet.document_kind,
        subject_type=sheet.subject_type,
        subject_id=sheet.subject_id,
    )
    for issue in alike:
        issues[issue.subject_version].insert(0, issue)
    there_are = variants()
    for public in history.versions:
        made = tuple(issues[public.number])
        ready = {Variant(Paper(issue.paper), Language(issue.language)) for issue in made}
        yield Version(public, made, tuple(each for each in there_are if each not in ready))
