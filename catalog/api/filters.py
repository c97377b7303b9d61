"""Filters of the product list."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from catalog.keys import match_key
from catalog.models import Kind, Listing, ListingFacet, ListingIdentifier, Product, TermAlias
from catalog.search.identifiers import matching


def _with_term(queryset: QuerySet[Listing], vocabulary: str, slug: str) -> QuerySet[Listing]:
    """A former slug of a term that was merged finds what its present one does."""
    slug = TermAlias.present_slugs({(vocabulary, slug)}).get((vocabulary, slug), slug)
    terms = ListingFacet.objects.filter(listing=OuterRef("pk"), facet=vocabulary, slug=slug)
    return queryset.filter(Exists(terms))


class ListingFilter(django_filters.FilterSet):
    """Filters narrow each other; a term is given by its slug."""

    search = django_filters.CharFilter(
        method="filter_search", label="Part of a name, synonym, catalog number or registry number."
    )
    kind = django_filters.MultipleChoiceFilter(choices=Kind.choices)
    status = django_filters.MultipleChoiceFilter(choices=Product.Status.choices)
    cas = django_filters.CharFilter(method="filter_cas", label="CAS number, hyphens optional.")
    formula = django_filters.CharFilter(
        field_name="formula", lookup_expr="exact", label="Formula as printed."
    )
    molecular_weight_min = django_filters.NumberFilter(
        field_name="grams_per_mole", lookup_expr="gte", label="g/mol"
    )
    molecular_weight_max = django_filters.NumberFilter(
        field_name="grams_per_mole", lookup_expr="lte", label="g/mol"
    )
    category = django_filters.CharFilter(method="filter_term")
    target = django_filters.CharFilter(method="filter_term")
    pathway = django_filters.CharFilter(method="filter_term")
    mode_of_action = django_filters.CharFilter(method="filter_term")
    application = django_filters.CharFilter(method="filter_term")
    species = django_filters.CharFilter(method="filter_term")

    class Meta:
        model = Listing
        fields: list[str] = []

    def filter_search(self, queryset: Any, name: str, value: str) -> Any:
        return matching(queryset, value)

    def filter_cas(self, queryset: Any, name: str, value: str) -> Any:
        numbers = ListingIdentifier.objects.filter(
            listing=OuterRef("pk"), type="cas", key=match_key(value)
        )
        return queryset.filter(Exists(numbers))

    def filter_term(self, queryset: Any, name: str, value: str) -> Any:
        return _with_term(queryset, name, value)
