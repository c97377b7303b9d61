"""Typed documents of which a test names only the members that it is about."""

from typing import Any, TypeVar

import msgspec
from django.db.models import TextChoices
from msgspec import inspect

from catalog.models import Product
from catalog.specification.declaration import Specification
from catalog.specification.reading import read_specification
from catalog.specification.values import Members

M = TypeVar("M", bound=Members)


def typed(cls: type[M], **members: Any) -> M:
    """An object with these members; whatever is not named is as empty as its type allows."""
    return msgspec.convert(_complete(inspect.type_info(cls), members), cls)


def specification_of(**members: Any) -> Specification:
    """Of caffeine, or of what the members make of it."""
    caffeine = {"slug": "caffeine", "name": "Caffeine", "kind": "natural_product"}
    return typed(Specification, **{"catalog_number": "T-1", **caffeine, **members})


def specification(product: Product) -> Specification:
    """The latest that is published of a product."""
    return read_specification(product.revisions.latest().spec)


def _complete(type_: inspect.Type, given: Any) -> Any:
    match type_:
        case inspect.UnionType(types=types) if given is not None:
            return _complete(types[0], given)
        case inspect.StructType(fields=fields) if isinstance(given, dict):
            return {
                field.name: _complete(field.type, given[field.name])
                if field.name in given
                else _empty(field.type)
                for field in fields
                if field.required or field.name in given
            }
        case inspect.VarTupleType(item_type=item):
            return [_complete(item, each) for each in given]
    return given


def _empty(type_: inspect.Type) -> Any:
    match type_:
        case inspect.VarTupleType():
            return []
        case inspect.StrType():
            return ""
        case inspect.IntType():
            return 0
        case inspect.BoolType():
            return False
        case inspect.CustomType(cls=choices) if issubclass(choices, TextChoices):
            return choices.values[0]
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StructType():
            return _complete(type_, {})
        case inspect.DateTimeType():
            return "2026-01-01T00:00:00Z"
    return None
