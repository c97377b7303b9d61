"""The hazards that a product was classified for, one by one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from catalog.models.hazard_codes import HAZARD_STATEMENTS
from catalog.models.ordering import OrderedPart
from catalog.models.product import Product


class Hazard(OrderedPart):
    """One classification: the class and category of a system, and its statement.

    Some have no statement (explosives of division 1.6), and where only a code is known, its class
    is not guessed.
    """

    class System(models.TextChoices):
        """The set of rules under which it was classified."""

        GHS = "ghs", "GHS"
        CLP = "clp", "CLP"
        OSHA_HCS_2012 = "osha_hcs_2012", "OSHA HCS 2012"
        OSHA_HCS_2024 = "osha_hcs_2024", "OSHA HCS 2024"
        WHMIS_2015 = "whmis_2015", "WHMIS 2015"

    product = models.ForeignKey(Product, models.CASCADE, related_name="hazards")
    system = models.CharField(max_length=16, choices=System.choices, blank=True)
    hazard_class = models.CharField(
        max_length=160, blank=True, help_text="As printed: Acute toxicity, oral."
    )
    category = models.CharField(max_length=60, blank=True, help_text="As printed: 3, 1B.")
    statement = models.CharField(
        "hazard statement", max_length=200, blank=True, help_text="Its code, such as H301."
    )

    class Meta(OrderedPart.Meta):
        constraints = (
            models.CheckConstraint(
                condition=~Q(statement="") | ~Q(hazard_class=""),
                name="hazard_says_something",
                violation_error_message="Write the hazard statement code, such as H301, or the "
                "hazard class.",
            ),
            models.CheckConstraint(
                condition=Q(category="") | ~Q(hazard_class=""),
                name="hazard_category_has_class",
                violation_error_message="A category belongs to a hazard class; write the class.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        try:
            codes = HAZARD_STATEMENTS.read(self.statement)
        except ValueError as error:
            raise ValidationError({"statement": str(error)}) from error
        if len(codes) > 1:
            message = f"'{self.statement}' has {len(codes)} codes; give each a row of its own."
            raise ValidationError({"statement": message})
        self.statement = "".join(codes)
