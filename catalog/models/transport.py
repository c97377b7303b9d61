"""How the rules for dangerous goods treat a product, by mode of transport."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.ordering import OrderedPart
from catalog.models.product import Product

_UN_NUMBER = re.compile(r"(?:UN)?\s*([0-9]{4})", re.IGNORECASE)


class TransportClassification(OrderedPart):
    """The entry of the dangerous goods list that a product is shipped under, or that none holds.

    The columns are those of the list in the UN Model Regulations (Recommendations on the Transport
    of Dangerous Goods), which ADR, RID, IMDG and IATA share.
    """

    class Mode(models.TextChoices):
        ROAD = "road", _("Road and rail")
        SEA = "sea", _("Sea")
        AIR = "air", _("Air")
        ANY = "any", _("All modes")

    class PackingGroup(models.TextChoices):
        GREAT_DANGER = "I", "I"
        MEDIUM_DANGER = "II", "II"
        MINOR_DANGER = "III", "III"

    product = models.ForeignKey(Product, models.CASCADE, related_name="transport")
    mode = models.CharField(max_length=4, choices=Mode.choices, blank=True)
    regulated = models.BooleanField(
        null=True, blank=True, help_text="'No' means: not restricted for this mode of transport."
    )
    un_number = models.CharField("UN number", max_length=16, blank=True, help_text="UN 1993")
    proper_shipping_name = models.CharField(max_length=300, blank=True)
    hazard_class = models.CharField(
        "class", max_length=12, blank=True, help_text="With its division: 3, 6.1, 5.2."
    )
    subsidiary_hazards = models.CharField(
        max_length=40, blank=True, help_text="As printed: 6.1 (8)."
    )
    packing_group = models.CharField(max_length=3, choices=PackingGroup.choices, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = "transport classification"
        constraints = (
            models.CheckConstraint(
                condition=Q(regulated__isnull=True)
                | Q(regulated=True)
                | Q(un_number="", hazard_class="", subsidiary_hazards="", packing_group=""),
                name="transport_not_restricted_has_no_un_number",
                violation_error_message="What is not restricted has no UN number, class, "
                "subsidiary hazards or packing group. Clear them, or say that it is regulated.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        try:
            self.un_number = read_un_number(self.un_number)
        except ValueError as error:
            raise ValidationError({"un_number": str(error)}) from error


def read_un_number(text: str) -> str:
    """``UN 1993``, of "UN1993", "1993" or "UN 1993"; nothing of nothing. Raises ValueError."""
    if not text.strip():
        return ""
    read = _UN_NUMBER.fullmatch(text.strip())
    if read is None:
        raise ValueError(
            f"'{text[:40]}' is not a UN number; write 'UN' and four digits, such as UN 1993."
        )
    return f"UN {read.group(1)}"
