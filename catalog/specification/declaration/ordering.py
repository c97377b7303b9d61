"""What is ordered, what it is called, and what it belongs to."""

from typing import Annotated

from catalog import models
from catalog.specification.deriving import describes
from catalog.specification.member import Member
from catalog.specification.values import (
    Members,
    NamedProduct,
    Quantity,
)


@describes(models.Pack, identity="sku", together=("count", "amount", "concentration", "solvent"))
class Pack(Members):
    """What is ordered under one SKU."""

    sku: str
    count: Annotated[int, Member(default=1, minimum=1)]
    amount: Quantity | None
    concentration: Quantity | None
    solvent: str | None
    container: str | None
    status: models.Pack.Status | None


@describes(models.KitComponent, told_apart_by=("name",))
class KitComponent(Members):
    """A part of a kit."""

    name: str
    product: Annotated[NamedProduct | None, Member(column="component")]
    quantity: str | None
    container: str | None
    storage: str | None


@describes(models.Synonym, told_apart_by=("type", "text"))
class Synonym(Members):
    """Another name."""

    type: models.Synonym.Type | None
    text: str


@describes(models.Relation)
class Relation(Members):
    """Another product, and what it is to this one."""

    type: models.Relation.Type
    product: Annotated[NamedProduct, Member(column="related")]


@describes(models.Term, told_apart_by=("vocabulary", "slug"))
class Term(Members):
    """An entry of a vocabulary."""

    vocabulary: models.Term.Vocabulary
    slug: str
    label: str


@describes(models.VariantGroup, identity="key")
class VariantGroup(Members):
    """Products that differ in one thing, the axis."""

    key: str
    name: str
    axis: str
