"""The two documents of a product: the draft, and the specification that is published."""

import datetime
from typing import Annotated

from catalog import models
from catalog.specification.declaration.product import ProductMembers
from catalog.specification.deriving import describes
from catalog.specification.member import Member
from catalog.specification.values import Members, NamedProduct


@describes(models.Product, title="Product", identity="catalog_number", header=("schema_version",))
class Draft(ProductMembers):
    """What staff have written: the document of a draft version."""

    schema_version: int
    internal_note: Annotated[
        str | None,
        Member(label="Internal note", help="Never published.", group="internal", internal=True),
    ]


class RevisionHeader(Members):
    """Which revision a specification is, and from when on it holds."""

    number: int
    valid_from: datetime.datetime
    change_note: str | None


class Withdrawal(Members):
    """Why a product was withdrawn, and what replaces it."""

    note: str | None
    replaced_by: NamedProduct | None


class Specification(ProductMembers):
    """What is published of a product; that of a tombstone has a ``withdrawal``."""

    schema_version: int
    revision: RevisionHeader
    withdrawal: Withdrawal | None
