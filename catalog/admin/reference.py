"""References."""

from django.contrib import admin

from catalog.admin.shared import SharedAdmin
from catalog.models import Reference


@admin.register(Reference)
class ReferenceAdmin(SharedAdmin):
    list_display = ("id", "authors", "year", "title", "journal", "doi", "pmid")
    search_fields = ("authors", "title", "doi", "pmid")
