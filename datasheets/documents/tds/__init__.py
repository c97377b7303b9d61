"""The technical datasheet of a product's revision.

Public face: ``TechnicalDatasheet``, for ``datasheets.apps`` alone.

    kind       what the rest of ``datasheets`` asks of it
    context    what its template shows
    editions   revisions as what documents are made of
    public     how a revision stands beside the one shown now, and what there was before
    preview    the datasheet of a draft
    views      its addresses below those of the product
"""

from datasheets.documents.tds.kind import TechnicalDatasheet

__all__ = ["TechnicalDatasheet"]
