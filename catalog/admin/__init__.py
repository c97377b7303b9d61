"""The back office, one module per screen. Every save ends in ``catalog.actions.save_draft``."""

from django.contrib import admin

from catalog.admin.compound import CompoundAdmin
from catalog.admin.history import RevisionAdmin
from catalog.admin.product import ProductAdmin
from catalog.admin.reference import ReferenceAdmin
from catalog.admin.site import SiteSettingsAdmin
from catalog.admin.vocabulary import TermAdmin, VariantGroupAdmin

__all__ = [
    "CompoundAdmin",
    "ProductAdmin",
    "ReferenceAdmin",
    "RevisionAdmin",
    "SiteSettingsAdmin",
    "TermAdmin",
    "VariantGroupAdmin",
]

admin.site.site_title = admin.site.site_header = "Aliquot"
admin.site.index_title = "Catalog"
admin.site.enable_nav_sidebar = False  # lists and screens need the width; the start page has it all
