"""What is the supplier's own: name, address, statements."""

from django.core.validators import RegexValidator
from django.db import models


class SiteSettings(models.Model):
    """One row. Faces are functions of a specification and of this row."""

    supplier_name = models.CharField(max_length=120, default="Your company")
    supplier_address = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    accent_colour = models.CharField(
        max_length=7,
        default="#0b5c75",
        validators=[
            RegexValidator(
                r"^#[0-9a-fA-F]{6}\Z", "'%(value)s' is not a colour: write six digits, #0b5c75."
            )
        ],
    )
    intended_use = models.TextField(
        default="For research use only. Not for use in humans or animals, or in diagnosis."
    )

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="site_settings_one_row"),
        )

    def __str__(self) -> str:
        return self.supplier_name

    @classmethod
    def current(cls) -> "SiteSettings":
        return cls._default_manager.filter(pk=1).first() or cls(pk=1)
