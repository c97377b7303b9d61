"""A compound as it is typed, and whether it is there already."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.admin.duplicates import same_molecules
from catalog.admin.quantities import QuantityForm
from catalog.admin.shared import SharedForm
from catalog.models import Compound, RegistryNumber
from catalog.specification.limits import MOST_ROWS

AS_TYPED = {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}
TELLING = frozenset({"smiles", "inchi", "inchikey"})
"""Columns by which another row of the same molecule is known."""
NUMBERS = "registry_numbers"


class CompoundForm(QuantityForm, SharedForm):
    """Asks before a molecule is entered that is there already.

    Two rows of one molecule are a mistake nearly always: a change of the one is not seen in the
    products of the other. A supplier may still mean two, so that it can be said.
    """

    not_the_same = forms.BooleanField(
        label="This is another compound", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Compound
        fields = ("key", "name")  # the admin's fieldsets name them all
        widgets = {
            "formula": forms.TextInput(attrs=AS_TYPED | {"class": "vLargeTextField"}),
            "smiles": forms.Textarea(attrs=AS_TYPED | {"rows": 3, "cols": 60}),
            "inchi": forms.Textarea(attrs=AS_TYPED | {"rows": 3, "cols": 60}),
            "inchikey": forms.TextInput(attrs=AS_TYPED | {"class": "vLargeTextField"}),
        }

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors and not self.cleaned_data.get("not_the_same"):
            self._ask_about_the_same()

    def _ask_about_the_same(self) -> None:
        numbers = self._new_cas_numbers()
        if self.instance.pk and TELLING.isdisjoint(self.changed_data) and not numbers:
            return
        if same := same_molecules(self.instance, numbers):
            self.fields["not_the_same"].widget = forms.CheckboxInput()
            self.add_error("not_the_same", _is_there(same))

    def _new_cas_numbers(self) -> set[str]:
        """CAS numbers of this form that the rows below give it and that it did not have."""
        typed = set()
        total = str(self.data.get(f"{NUMBERS}-TOTAL_FORMS", ""))
        for place in range(min(int(total), MOST_ROWS) if total.isdecimal() else 0):
            row = {
                name: self.data.get(f"{NUMBERS}-{place}-{name}", "")
                for name in ("type", "value", "qualifier", DELETION_FIELD_NAME)
            }
            of_form = row["qualifier"] == RegistryNumber.Qualifier.THIS_FORM
            if row["type"] == "cas" and of_form and not row[DELETION_FIELD_NAME]:
                typed.add(row["value"].strip())
        known: set[str] = set()
        if self.instance.pk:
            known = set(self.instance.registry_numbers.values_list("value", flat=True))
        return typed - known - {""}


def _is_there(same: list[Compound]) -> SafeString:
    links = (
        (reverse("admin:catalog_compound_change", args=[row.pk]), row, row.key) for row in same[:5]
    )
    return format_html(
        "A compound with this structure or CAS number is there already: {}. Use that one in the "
        "product, or tick the box to save this beside it.",
        format_html_join("; ", '<a href="{}">{}</a> (key {})', links),
    )
