"""Documents that the site should have and has not: after a variant was added, or work was lost."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from datasheets import tasks
from datasheets.archive import State, new_row, rows
from datasheets.documents.registry import Kind, rendered_kinds
from datasheets.documents.subject import Subject
from datasheets.models import Datasheet
from datasheets.variants import Variant, variants

AT_ONCE = 500
"""Rows that are asked for in one transaction."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Of which version a document is missing, and in which variant."""

    kind: Kind
    subject: Subject
    variant: Variant

    def __str__(self) -> str:
        name = self.subject.name
        return name if self.variant == Variant() else f"{name} ({self.variant})"


def missing(names: Collection[str] = ()) -> list[Missing]:
    """The versions that were ever public and lack a document that is ready.

    Only of subjects with these names, such as catalog numbers, if any are given. What they are
    made of is not loaded: there may be a hundred thousand.
    """
    return [
        Missing(kind, subject, variant)
        for kind in rendered_kinds()
        for variant in variants()
        for subject in kind.lacking(rows(kind, variant).filter(state=State.READY), named=names)
    ]


def request_missing() -> int:
    """Have workers make what has no row yet, of versions that are scheduled, too. How many."""
    asked = 0
    for kind in rendered_kinds():
        for variant in variants():
            subjects = list(kind.lacking(rows(kind, variant), also_coming=True))
            for start in range(0, len(subjects), AT_ONCE):
                _request(kind, subjects[start : start + AT_ONCE], variant)
            asked += len(subjects)
    return asked


def is_any_unasked() -> bool:
    """Whether ``request_missing`` has something to ask for."""
    return any(
        True
        for kind in rendered_kinds()
        for variant in variants()
        for _ in kind.lacking(rows(kind, variant), also_coming=True)
    )


@transaction.atomic
def _request(kind: Kind, subjects: Sequence[Subject], variant: Variant) -> None:
    """Somebody may ask for the same meanwhile, or publish: rows that are there stay."""
    new = [new_row(kind, edition, variant) for edition in kind.editions(subjects)]
    Datasheet.objects.bulk_create(new, ignore_conflicts=True)
    numbers = [row.number for row in new]
    tasks.enqueue_all(Datasheet.objects.filter(number__in=numbers, state=State.PENDING))
