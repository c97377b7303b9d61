from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from catalog.registry import DocumentLink, register_documents


class DatasheetsConfig(AppConfig):
    name = "datasheets"

    def ready(self) -> None:
        register_documents(datasheet_link)


def datasheet_link(spec: dict[str, Any]) -> Iterator[DocumentLink]:
    """The technical datasheet of the very revision that a page shows."""
    arguments = [spec["catalog_number"], spec["revision"]["number"]]
    address = reverse("datasheets:revision-datasheet", args=arguments)
    yield DocumentLink("Technical datasheet", "application/pdf", address)
