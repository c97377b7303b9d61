"""The last step of a datasheet: what WeasyPrint leaves undone for PDF/A-3a and PDF/UA-1.

Public face: ``finish`` and ``finishing_version`` (finish), for rendering. Imported only when
needed: pikepdf takes its time to load.
"""

from datasheets.finishing.finish import finish, finishing_version

__all__ = ["finish", "finishing_version"]
