"""The draft's rows, the two append-only histories, and the listing made from them.

Public face: import models from ``catalog.models``. Rows of the draft are written by the loader
of ``catalog.specification`` and by admin forms; each change then ends in
``catalog.actions.save_draft``. Draft versions, revisions and listings are written by
``catalog.actions`` alone.
"""

from catalog.models.clock import AcceptedLead
from catalog.models.compound import Compound, Constituent, RegistryNumber, Sequence
from catalog.models.evidence import (
    Attachment,
    Citation,
    FactSource,
    Figure,
    Reference,
    Section,
    Series,
)
from catalog.models.files import StoredFile
from catalog.models.hazard import Hazard
from catalog.models.kinds import Kind
from catalog.models.listing import FOREVER, Listing, ListingFacet, ListingFile, ListingIdentifier
from catalog.models.pack import Pack
from catalog.models.product import KitComponent, Product, Relation, Synonym, VariantGroup
from catalog.models.properties import (
    AbsorptionMaximum,
    Activity,
    Characteristic,
    Solubility,
    SolutionStability,
    StorageCondition,
    WorkingConcentration,
)
from catalog.models.quality import QualityTest
from catalog.models.revision import (
    DraftVersion,
    Lock,
    PublishedCatalogNumber,
    Restatement,
    Revision,
)
from catalog.models.site import SiteSettings
from catalog.models.transport import TransportClassification
from catalog.models.vocabulary import Term, TermAlias

__all__ = [
    "FOREVER",
    "AbsorptionMaximum",
    "AcceptedLead",
    "Activity",
    "Attachment",
    "Characteristic",
    "Citation",
    "Compound",
    "Constituent",
    "DraftVersion",
    "FactSource",
    "Figure",
    "Hazard",
    "Kind",
    "KitComponent",
    "Listing",
    "ListingFacet",
    "ListingFile",
    "ListingIdentifier",
    "Lock",
    "Pack",
    "Product",
    "PublishedCatalogNumber",
    "QualityTest",
    "Reference",
    "RegistryNumber",
    "Relation",
    "Restatement",
    "Revision",
    "Section",
    "Sequence",
    "Series",
    "SiteSettings",
    "Solubility",
    "SolutionStability",
    "StorageCondition",
    "StoredFile",
    "Synonym",
    "Term",
    "TermAlias",
    "TransportClassification",
    "VariantGroup",
    "WorkingConcentration",
]
