"""What a specification looks like, before anyone lays it out: one for the page and the datasheet.

Public face: ``present`` and the frozen parts it is made of. Pure functions of the document and of
this code; the site's settings come in where a face is laid out. Imported by views, the admin's
preview and datasheets.
"""

from catalog.presentation.parts import Presentation
from catalog.presentation.present import present

__all__ = ["Presentation", "present"]
