"""Quality control: what is tested, how, against which criterion, and how often."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.ordering import OrderedPart
from catalog.models.product import Product
from catalog.models.quantity import QuantityColumns, in_order


class QualityTest(OrderedPart, QuantityColumns):
    """One test. Its key is stable, so that results of lots can be held against it later."""

    class Frequency(models.TextChoices):
        EVERY_LOT = "every_lot", _("Every lot")
        PERIODIC = "periodic", _("Periodically")
        ONCE = "once", _("Once for the product")

    product = models.ForeignKey(Product, models.CASCADE, related_name="quality_tests")
    key = models.SlugField(max_length=40)
    subject = models.CharField("what is tested", max_length=200)
    method = models.CharField(max_length=300, blank=True)
    criterion = models.CharField(
        "criterion in words", max_length=300, blank=True, help_text="Where no number says it."
    )
    frequency = models.CharField(max_length=10, choices=Frequency.choices, blank=True)

    class Meta(OrderedPart.Meta):
        constraints = (
            in_order("quality_limit_in_order"),
            models.UniqueConstraint(
                fields=("product", "key"),
                name="quality_test_key_once",
                violation_error_message="Two quality tests have the same key.",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="quality_test_has_key"),
        )
