"""What is the supplier's own: name, address, statements."""

import string
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_noop

from catalog.models.files import StoredFile
from catalog.typeface import printing_problem

EXAMPLE_SKU = "SKU-1"
RESEARCH_USE_ONLY = gettext_noop(
    "For research use only. Not for use in humans or animals, or in diagnosis."
)
"""The statement of a supplier who has written no other."""


def validate_order_link(pattern: str) -> None:
    """An http(s) address with ``{sku}`` in it, and no other placeholder than ``{catalog_number}``.

    Raises ValidationError.
    """
    remedy = "write an address such as https://shop.example/{sku}."
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
    except ValueError as error:
        raise ValidationError(f"'{pattern}' has a brace without its partner; {remedy}") from error
    if "sku" not in names or not names <= {"sku", "catalog_number"}:
        raise ValidationError(
            f"'{pattern}' must hold {{sku}}, and beside it at most {{catalog_number}}; {remedy}"
        )
    try:
        example = pattern.format(sku=EXAMPLE_SKU, catalog_number=EXAMPLE_SKU)
        URLValidator(schemes=["https", "http"])(example)
    except (ValidationError, ValueError, IndexError, AttributeError, KeyError) as error:
        raise ValidationError(f"'{pattern}' makes no web address; {remedy}") from error


PAPERS = {"a4": "A4", "letter": "US Letter"}
LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Papers and languages that a datasheet can have."""


def a4_alone() -> list[str]:
    return ["a4"]


def english_alone() -> list[str]:
    return ["en"]


def known_papers(chosen: object) -> None:
    _check_choice(chosen, PAPERS, "paper")


def known_languages(chosen: object) -> None:
    _check_choice(chosen, LANGUAGES, "language")


def _check_choice(chosen: object, known: dict[str, str], noun: str) -> None:
    """Raises ValidationError unless ``chosen`` is a list of one or more of those known."""
    if not isinstance(chosen, list) or not chosen or not set(map(str, chosen)) <= known.keys():
        raise ValidationError(
            f"Choose at least one {noun} for datasheets, out of {', '.join(known)}; "
            f"'{chosen}' is no such choice."
        )


PRINTED = (
    "supplier_name", "supplier_address", "contact_email", "contact_phone", "intended_use",
    "data_licence",
)  # fmt: skip


class SiteSettings(models.Model):
    """One row. Faces are functions of a specification and of this row."""

    supplier_name = models.CharField(max_length=120, default="Your company")
    supplier_address = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    logo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    order_link = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_order_link],
        help_text="Where a pack is ordered, such as https://shop.example/{sku}.",
    )
    accent_colour = models.CharField(
        max_length=7,
        default="#0b5c75",
        validators=[
            RegexValidator(
                r"^#[0-9a-fA-F]{6}\Z", "'%(value)s' is not a colour: write six digits, #0b5c75."
            )
        ],
    )
    intended_use = models.TextField(default=RESEARCH_USE_ONLY)
    data_licence = models.CharField(
        max_length=80,
        blank=True,
        help_text="Under which others may use the data of the catalog, such as CC BY 4.0.",
    )
    data_licence_url = models.CharField(
        "address of the data licence",
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
    )

    datasheet_papers = models.JSONField(
        "paper of datasheets", default=a4_alone, validators=[known_papers]
    )
    datasheet_languages = models.JSONField(
        "languages of datasheets", default=english_alone, validators=[known_languages]
    )

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="site_settings_one_row"),
        )

    def __str__(self) -> str:
        return self.supplier_name

    def clean(self) -> None:
        """Every datasheet prints these; one that cannot be printed would be the end of all."""
        problems = {name: printing_problem(getattr(self, name)) for name in PRINTED}
        if found := {name: problem for name, problem in problems.items() if problem}:
            raise ValidationError(
                {name: f"'{getattr(self, name)[:80]}': {found[name]}" for name in found}
            )

    @classmethod
    def current(cls) -> "SiteSettings":
        return cls._default_manager.select_related("logo").filter(pk=1).first() or cls(pk=1)

    def order_address(self, sku: str, catalog_number: str) -> str:
        """Where the pack is ordered; nothing if no pattern is set."""
        quoted = {"sku": quote(sku, safe=""), "catalog_number": quote(catalog_number, safe="")}
        return self.order_link.format(**quoted) if self.order_link else ""
