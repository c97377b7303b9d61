"""Site settings: one row, edited in place."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.admin.fields import UploadField, UploadInput
from catalog.admin.locked import LockedRowForm, OneSaverAtATime
from catalog.admin.uploads import PictureForm
from catalog.models import Pack, SiteSettings
from catalog.models.site import LANGUAGES, PAPERS, validate_order_link
from catalog.pictures import ACCEPTED, ACCEPTED_IN_WORDS, LOGO
from catalog.plain_json import JsonObject


class SiteForm(LockedRowForm[SiteSettings], PictureForm[SiteSettings]):
    """The settings with the logo, which is uploaded, replaced or removed."""

    file_column = "logo"
    box = LOGO
    upload = UploadField(
        label="New logo",
        required=False,
        help_text=f"{ACCEPTED_IN_WORDS}. It is shown 32 pixels high; twice that is sharp on every "
        "screen.",
        widget=UploadInput(attrs={"accept": ",".join(ACCEPTED.values())}),
    )
    datasheet_papers = forms.MultipleChoiceField(
        label="Paper",
        choices=PAPERS.items(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Datasheets are made on each paper that is ticked, in each language.",
    )
    datasheet_languages = forms.MultipleChoiceField(
        label="Languages",
        choices=LANGUAGES.items(),
        widget=forms.CheckboxSelectMultiple,
        help_text="What is missing after a change is made by the worker. Documents that were "
        "issued stay under their addresses.",
    )
    remove_logo = forms.BooleanField(
        label="Remove the logo", required=False, help_text="Pages then show the supplier's name."
    )

    class Meta:
        model = SiteSettings
        fields = ("supplier_name",)  # the admin's fieldsets name them all
        widgets = {
            "accent_colour": forms.TextInput(
                attrs={"data-colour": "Pick the accent colour", "size": 9, "spellcheck": "false"}
            ),
            "order_link": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "data_licence_url": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "supplier_address": forms.Textarea(attrs={"rows": 4, "cols": 60}),
            "intended_use": forms.Textarea(attrs={"rows": 3, "cols": 60}),
        }
        labels = {"data_licence_url": "Address of the licence"}
        help_texts = {
            "supplier_name": "At the head of every page and datasheet.",
            "supplier_address": "As it stands on datasheets, line by line.",
            "contact_email": "Where customers ask; on pages and datasheets.",
            "contact_phone": "With the country code, such as +1 (212) 555-0142.",
            "accent_colour": "Of links and buttons: six hexadecimal digits, #0b5c75.",
            "intended_use": "On every page and datasheet whose product has no statement of its "
            "own.",
            "data_licence_url": "Where the licence can be read, such as "
            "https://creativecommons.org/licenses/by/4.0/.",
        }

    def document_now(self) -> JsonObject:
        fields = self.instance._meta.concrete_fields
        row = {field.name: field.value_from_object(self.instance) for field in fields}
        logo = self.instance.logo
        return row | {"logo": logo and {"name": logo.uploaded_as, "sha256": logo.sha256}}

    def label(self, path: tuple[str, ...]) -> str:
        name = str(self.instance._meta.get_field(path[0]).verbose_name)  # type: ignore[union-attr]
        return name[:1].upper() + name[1:]

    def named(self) -> tuple[str, str]:
        return "these site settings", "them"

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("upload") and cleaned.get("remove_logo"):
            self.add_error("remove_logo", "A new logo replaces the old one; untick this box.")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data.get("remove_logo"):
            self.instance.logo = None
        return super().save(commit)


@admin.register(SiteSettings)
class SiteSettingsAdmin(OneSaverAtATime, admin.ModelAdmin[SiteSettings]):
    form = SiteForm
    readonly_fields = ("present_logo", "order_example")
    fieldsets = (
        ("Supplier", {"fields": ("seen_hash", "supplier_name", "supplier_address")}),
        ("Look", {"fields": ("present_logo", "upload", "remove_logo", "accent_colour")}),
        ("Orders and contact", {"fields": (
            "order_link", "order_example", "contact_email", "contact_phone",
        )}),
        ("Statements", {"fields": ("intended_use",)}),
        ("Datasheets", {"fields": ("datasheet_papers", "datasheet_languages")}),
        ("Data", {"fields": ("data_licence", "data_licence_url")}),
    )  # fmt: skip

    class Media:
        css = {"all": ("css/admin-shared.css",)}
        js = (Script("js/admin-colour.js", defer=True),)

    @admin.display(description="present logo")
    def present_logo(self, site: SiteSettings) -> SafeString:
        logo = site.logo
        if logo is None:
            return mark_safe("None: pages show the supplier's name.")
        address = reverse("catalog:file", args=[logo.sha256, logo.filename])
        return format_html(
            '<img class="present-logo" src="{}" alt="{}" height="32"> {}',
            address,
            site.supplier_name,
            logo.uploaded_as,
        )

    @admin.display(description="example")
    def order_example(self, site: SiteSettings) -> SafeString:
        """The address behind the order link of a pack that there is."""
        if not site.order_link:
            return mark_safe("Without a pattern no pack has an order link.")
        try:
            validate_order_link(site.order_link)  # a form that is refused shows what was typed
        except ValidationError:
            return mark_safe("None: the pattern cannot be used.")
        pack = Pack.objects.select_related("product").order_by("pk").first()
        if pack is None:
            return mark_safe("There is no pack yet to make an example of.")
        address = site.order_address(pack.sku, pack.product.catalog_number)
        return format_html(
            '{} is ordered at <a href="{}" rel="noreferrer">{}</a>', pack.sku, address, address
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row, _ = SiteSettings.objects.get_or_create(pk=1)
        return redirect("admin:catalog_sitesettings_change", row.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
