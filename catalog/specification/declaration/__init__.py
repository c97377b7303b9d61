"""The document, declared: what a specification says of a product, member by member.

The classes are the types of the documents that are read, and the declaration that drafts,
specifications, the loader, the JSON Schema and the differences follow: the type of a member tells
how it is dumped, loaded and described (``deriving``), its note what else there is to know of it
(``member``). Whatever changes the JSON Schema raises the schema version, by a step of
``catalog.upcasts`` that gives the older documents what is new.
"""

from catalog.specification.declaration.compound import (
    Compound,
    Constituent,
    RegistryNumber,
    Sequence,
)
from catalog.specification.declaration.documents import (
    Draft,
    RevisionHeader,
    Specification,
    Withdrawal,
)
from catalog.specification.declaration.evidence import (
    Activity,
    Attachment,
    Citation,
    FactSource,
    Figure,
    Reference,
    Section,
    Series,
)
from catalog.specification.declaration.ordering import (
    KitComponent,
    Pack,
    Relation,
    Synonym,
    Term,
    VariantGroup,
)
from catalog.specification.declaration.product import WITHDRAWN, ProductMembers
from catalog.specification.declaration.properties import (
    AbsorptionMaximum,
    Characteristic,
    QualityTest,
    Solubility,
    SolutionStability,
    StorageCondition,
    TransportClassification,
    WorkingConcentration,
)
from catalog.specification.declaration.safety import Hazard
from catalog.specification.deriving import part_of

__all__ = [
    "WITHDRAWN",
    "AbsorptionMaximum",
    "Activity",
    "Attachment",
    "Characteristic",
    "Citation",
    "Compound",
    "Constituent",
    "Draft",
    "FactSource",
    "Figure",
    "Hazard",
    "KitComponent",
    "Pack",
    "ProductMembers",
    "QualityTest",
    "Reference",
    "RegistryNumber",
    "Relation",
    "RevisionHeader",
    "Section",
    "Sequence",
    "Series",
    "Solubility",
    "SolutionStability",
    "Specification",
    "StorageCondition",
    "Synonym",
    "Term",
    "TransportClassification",
    "VariantGroup",
    "Withdrawal",
    "WorkingConcentration",
    "product",
]

product = part_of(Draft)
