"""Whether a PDF is a document of this catalog, whole and current.

Public face: ``verify``, which comes to one verdict, and ``UnverifiableError``. Command and page
show the verdict and what speaks for it, and add nothing.

    verdict   what is said
    stored    the file among the stored documents: the same bytes, or the same with others around
    claims    what a file that is not stored says of itself, against the document that it names
    judging   from a file to the verdict
"""

from datasheets.verification.judging import MAX_SIZE, UnverifiableError, verify
from datasheets.verification.verdict import Origin, Verdict

__all__ = ["MAX_SIZE", "Origin", "UnverifiableError", "Verdict", "verify"]
