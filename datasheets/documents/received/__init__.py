"""Documents of others that were uploaded for a product: they are received, not rendered.

Public face: ``received_kinds``, for ``datasheets.apps`` alone.

    kind      what the rest of ``datasheets`` asks of them
    intake    from what a revision attaches to the archive
    public    which of them the product page shows now, and showed before
"""

from datasheets.documents.received.kind import received_kinds

__all__ = ["received_kinds"]
