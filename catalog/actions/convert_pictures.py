"""Convert what drafts and site still show as it was uploaded, before uploads were converted.

A camera's file tells where and when a picture was taken. Revisions keep the bytes that they were
published with; drafts move on, and so does what is published next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.actions.save_draft import save_draft
from catalog.models import Figure, Lock, Product, SiteSettings, StoredFile
from catalog.pictures import FIGURE, LOGO, Box

Keeper = Callable[[], StoredFile]


@dataclass(frozen=True, slots=True)
class Tried:
    """A picture that was to be converted."""

    shown_by: str
    """The product and its figure, or the site."""
    filename: str
    problem: str = ""
    """Why it stays as it is; nothing if it was converted."""


def convert_pictures(*, reason: str) -> Iterator[Tried]:
    """Each product on its own: what was done stays done, and what cannot be done is told."""
    old = Figure.objects.filter(image__role=StoredFile.Role.DOCUMENT)
    for product in Product.objects.filter(figures__in=old).distinct():
        yield from _convert(product, list(old.filter(product=product)), reason)
    yield from _convert_logo()


def _convert(product: Product, figures: list[Figure], reason: str) -> list[Tried]:
    tried: list[Tried] = []
    keepers: dict[int, Keeper] = {}
    for figure in figures:
        assert figure.image is not None  # they were found by it
        shown_by = f"{product.catalog_number}, figure '{figure.title}'"
        try:
            keepers[figure.pk] = _keeper(figure.image, FIGURE)
        except ValidationError as error:
            tried.append(Tried(shown_by, figure.image.filename, " ".join(error.messages)))
        else:
            tried.append(Tried(shown_by, figure.image.filename))
    with transaction.atomic():
        Lock.acquire(Lock.Name.DRAFTS)
        for figure in figures:
            if keep := keepers.get(figure.pk):
                present = Figure.objects.filter(pk=figure.pk, image=figure.image)
                present.update(image=keep())
        save_draft(product, by=None, reason=reason)
    return tried


def _convert_logo() -> Iterator[Tried]:
    site = SiteSettings.objects.filter(logo__role=StoredFile.Role.DOCUMENT).first()
    if site is None or site.logo is None:
        return
    name = site.logo.filename
    try:
        site.logo = _keeper(site.logo, LOGO)()
    except ValidationError as error:
        yield Tried("The site's logo", name, " ".join(error.messages))
        return
    site.save()
    yield Tried("The site's logo", name)


def _keeper(row: StoredFile, box: Box) -> Keeper:
    """What keeps a row's picture converted. Raises ValidationError."""
    try:
        with row.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise ValidationError(f"The bytes of '{row.filename}' are missing.") from error
    return StoredFile.objects.picture_keeper(content, row.filename, box)
