"""Rows that were there before the search keys have theirs after the migration."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.apps import apps

from catalog.models import Compound, Product, Synonym


def test_the_migration_fills_the_keys(
    draft: Callable[..., Product], caffeine: dict[str, Any]
) -> None:
    draft("T-1", compound=caffeine, synonyms=[{"text": "α-Theine"}])
    Synonym.objects.update(text_key="")
    Compound.objects.update(formula_key="")

    import_module("catalog.migrations.0002_search_keys").fill(apps, None)

    assert Synonym.objects.get().text_key == "alphatheine"
    assert Compound.objects.get().formula_key == "c8h10n4o2"
