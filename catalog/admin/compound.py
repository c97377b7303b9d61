"""The compound screen: identity in groups, held against itself while it is typed."""

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from catalog.admin.chemistry import TYPED, read_compound
from catalog.admin.compound_form import CompoundForm
from catalog.admin.explained import Explained
from catalog.admin.formsets import LimitedRows, PartFormSet
from catalog.admin.plain import PlainRows
from catalog.admin.rights import SeenWithOwner
from catalog.admin.shared import SharedAdmin
from catalog.models import Compound, RegistryNumber
from catalog.presentation import typography
from catalog.specification.quantity import quantity
from catalog.specification.reading import as_quantity


class RegistryNumberOfCompound(
    SeenWithOwner, Explained, LimitedRows, PlainRows, admin.TabularInline[RegistryNumber, Compound]
):
    template = "admin/catalog/product/part_table.html"
    model = RegistryNumber
    formset = PartFormSet
    fields = ("type", "value", "qualifier", "position")
    extra = 0


@admin.register(Compound)
class CompoundAdmin(SharedAdmin):
    """One chemical form, with what chemistry reads in it beside what is typed."""

    form = CompoundForm
    change_form_template = "admin/catalog/compound/change_form.html"
    identity = ("key",)
    list_display = (
        "name",
        "key",
        "formula_set",
        "weight",
        "form_name",
        "cas",
        "number_of_products",
    )
    search_fields = (
        "name", "key", "formula", "formula_key", "inchikey", "registry_numbers__value",
        "registry_numbers__value_key",
    )  # fmt: skip
    autocomplete_fields = ("parent",)
    inlines = (RegistryNumberOfCompound,)
    fieldsets = (
        ("Name and key", {"fields": ("seen_hash", "not_the_same", "name", "key")}),
        ("Formula and weight", {"fields": (
            "formula", "weight_printed", "weight_unit", "weight_basis",
        )}),
        ("Structure", {"fields": ("smiles", "inchi", "inchikey")}),
        ("Form", {"fields": ("form", "counter_ion", "stoichiometry", "stereochemistry")}),
        ("Parent", {
            "fields": ("parent",),
            "description": "Of a salt, hydrate or solvate: its free form.",
        }),
    )  # fmt: skip

    class Media:
        css = {"all": ("css/admin-shared.css",)}
        js = (
            Script("js/admin-labels.js", defer=True),
            Script("js/admin-chemistry.js", defer=True),
        )

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"key": ("name",)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look sees the weight with its remark."""
        fieldsets: Any = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, options | {"fields": _as_seen(options["fields"])})
            for title, options in fieldsets
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Compound]:
        return super().get_queryset(request).prefetch_related("registry_numbers")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A formula is found with subscripts as well: ``C₈H₁₀N₄O₂``."""
        return super().get_search_results(request, queryset, normalize("NFKC", search_term))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.chemistry))
        return [path("chemistry/", view, name="catalog_compound_chemistry"), *super().get_urls()]

    def chemistry(self, request: HttpRequest) -> HttpResponse:
        """What chemistry reads in the columns that are posted, as a piece of the screen."""
        if not (self.has_view_or_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        typed = {name: request.POST.get(name, "") for name in TYPED}
        context = {"reading": read_compound(typed)}
        return render(request, "admin/catalog/compound/chemistry.html", context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        typed = {
            name: form[name].value() if name in form.fields else getattr(form.instance, name)
            for name in TYPED
        }
        context |= {"reading": read_compound(typed), "typed": " ".join(TYPED)}
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description="formula", ordering="formula")
    def formula_set(self, compound: Compound) -> SafeString:
        return typography.formula(compound.formula)

    @admin.display(description="molecular weight", ordering="weight_minimum")
    def weight(self, compound: Compound) -> SafeString:
        return typography.quantity(as_quantity(quantity(compound, "weight_")))

    @admin.display(description="form", ordering="form")
    def form_name(self, compound: Compound) -> str:
        return str(compound.get_form_display())

    @admin.display(description="CAS")
    def cas(self, compound: Compound) -> str:
        numbers = compound.registry_numbers.all()  # prefetched
        return ", ".join(
            number.value
            for number in numbers
            if number.type == RegistryNumber.Type.CAS
            and number.qualifier == RegistryNumber.Qualifier.THIS_FORM
        )


def _as_seen(fields: Sequence[str]) -> list[str]:
    return [
        "weight" if name == "weight_printed" else name for name in fields if name != "weight_unit"
    ]
