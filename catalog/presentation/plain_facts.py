"""Key facts that are simply printed: a label and a value, as the declaration has them."""

from collections.abc import Iterator

from django.utils.safestring import SafeString

from catalog.presentation.parts import Fact, Line, undetermined
from catalog.presentation.row_lines import shown_row
from catalog.presentation.typography import prose, quantity, supplied
from catalog.specification import declaration
from catalog.specification.declaration import ProductMembers
from catalog.specification.expected import is_expected
from catalog.specification.member import Place
from catalog.specification.values import Members, Quantity


def plain_facts(spec: ProductMembers, place: Place) -> Iterator[Fact]:
    """Those that stand at a place among the key facts, in the order of the declaration."""
    for field in declaration.product.fields:
        if field.member.fact is place:
            yield from _fact(spec, field.name, prose(str(field.member.label)))


def _fact(spec: ProductMembers, name: str, label: SafeString) -> Iterator[Fact]:
    value = getattr(spec, name)
    if value not in (None, ()):
        lines = tuple(map(_line, value)) if isinstance(value, tuple) else (_line(value),)
        yield Fact(label, lines, f"/{name}", name)
    elif is_expected(spec, name):
        yield undetermined(label, f"/{name}", name)


def _line(value: object) -> Line:
    if isinstance(value, Quantity):
        return Line(quantity(value), amount=value)
    if isinstance(value, Members):
        return Line(shown_row(value))
    return Line(supplied(str(value)))
