"""The product list: what it shows of a row beside its columns, and the filter by state."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from catalog.admin.findings import count, kept_findings
from catalog.admin.states import DraftState


class ProductChangeList(ChangeList):
    """Rows that know how many findings their drafts have."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        products: list[Any] = list(self.result_list)
        found = kept_findings({product.pk: product.draft_sha or "" for product in products})
        for product in products:
            product.count = count(found[product.pk])
        self.result_list = products


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(DraftState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset
