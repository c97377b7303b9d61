"""The versions of a subject's documents, each with its issues: what was rendered and received."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.keys import match_key
from datasheets.archive import is_public, subject_of
from datasheets.documents.kind import DocumentKind, RenderedKind
from datasheets.documents.registry import installed
from datasheets.documents.standing import History, PublicVersion
from datasheets.models import Datasheet
from datasheets.variants import Variant, variants


@dataclass(frozen=True, slots=True)
class Version:
    """A version with the issues of its document that are stored, the last one first."""

    public: PublicVersion
    issues: tuple[Datasheet, ...]
    pending: tuple[Variant, ...]
    """What the site has a variant for, and is not made yet."""


@dataclass(frozen=True, slots=True)
class Versions:
    """All that the public may see under the number that the versions of a document share."""

    history: History
    versions: tuple[Version, ...]
    is_received: bool


def documents_under(number: str) -> list[Versions]:
    """The document with this number, then the others on the same subject. The number is looked up:
    a former one leads there, too."""
    sheet = _public_under(number)
    if sheet is None:
        return []
    rows = _rows_by_kind(sheet)
    rows = {sheet.document_kind: rows.pop(sheet.document_kind)} | rows
    found = [_versions_of(installed(key), sheet.subject_id, rows[key]) for key in rows]
    return [each for each in found if each] if found[0] else []


def _public_under(number: str) -> Datasheet | None:
    """A document that has this series number, in any spelling. One of a version that is scheduled
    leads nowhere: it would tell the catalog number that is to come."""
    rows = Datasheet.objects.filter(series_key=match_key(number)[:80])
    one_of_each = {(row.document_kind, subject_of(row)): row for row in rows}
    return next(filter(is_public, one_of_each.values()), None)


def _rows_by_kind(sheet: Datasheet) -> dict[str, list[Datasheet]]:
    rows: dict[str, list[Datasheet]] = defaultdict(list)
    alike = Datasheet.objects.filter(subject_type=sheet.subject_type, subject_id=sheet.subject_id)
    for row in alike:
        rows[row.document_kind].append(row)
    return rows


def _versions_of(
    kind: DocumentKind | None, subject_id: str, rows: list[Datasheet]
) -> Versions | None:
    history = kind.history(subject_id) if kind else None
    if history is None:
        return None
    is_received = not isinstance(kind, RenderedKind)
    there_are = () if is_received else variants()
    return Versions(history, tuple(_versions(history, rows, there_are)), is_received)


def _versions(
    history: History, rows: list[Datasheet], there_are: tuple[Variant, ...]
) -> Iterator[Version]:
    issues: dict[int, list[Datasheet]] = defaultdict(list)
    for row in rows:
        if row.is_ready:
            issues[row.subject_version].insert(0, row)
    for public in history.versions:
        made = tuple(issues[public.number])
        ready = {(row.paper, row.language) for row in made}
        pending = (each for each in there_are if (each.paper, each.language) not in ready)
        yield Version(public, made, tuple(pending))
