"""The registry numbers in a document: of the product, then of its compound."""

from collections.abc import Iterator

from catalog.models import RegistryNumber
from catalog.specification.declaration import ProductMembers

Type = RegistryNumber.Type
Qualifier = RegistryNumber.Qualifier


def registry_numbers(
    spec: ProductMembers,
    *,
    type_: Type | None = None,
    qualifier: Qualifier = Qualifier.THIS_FORM,
) -> Iterator[tuple[Type, str]]:
    """Type and value of those with this qualifier."""
    of_compound = spec.compound.registry_numbers if spec.compound else ()
    for row in (*spec.registry_numbers, *of_compound):
        if row.qualifier == qualifier and type_ in (None, row.type):
            yield row.type, row.value


def cas_number(spec: ProductMembers) -> str:
    """The CAS number of this very form, of the product or else of its compound; "" for none."""
    return next((value for _, value in registry_numbers(spec, type_=Type.CAS)), "")
