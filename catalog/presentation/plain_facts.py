"""Key facts that are simply printed: a label and a value, as the declaration has them."""

from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

from catalog.presentation.parts import Fact, Line, undetermined
from catalog.presentation.typography import quantity, supplied
from catalog.spec import declaration
from catalog.spec.declaration import ProductMembers
from catalog.spec.expected import is_expected
from catalog.spec.member import Place
from catalog.spec.values import Quantity


def plain_facts(spec: ProductMembers, place: Place) -> Iterator[Fact]:
    """Those that stand at a place among the key facts, in the order of the declaration."""
    for field in declaration.product.fields:
        if field.member.fact is place:
            yield from _fact(spec, field.name, mark_safe(str(field.member.label)))


def _fact(spec: ProductMembers, name: str, label: SafeString) -> Iterator[Fact]:
    value = getattr(spec, name)
    if value is not None:
        yield Fact(label, (_line(value),), f"/{name}", name)
    elif is_expected(spec, name):
        yield undetermined(label, f"/{name}", name)


def _line(value: object) -> Line:
    if isinstance(value, Quantity):
        return Line(quantity(value), amount=value)
    return Line(supplied(str(value)))
