"""The catalog's own language: that of the supplier's text, of what is stored, and of programs.

A document may speak another one. Its fixed words are translated then; the supplier's text is not.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def own_language() -> AbstractContextManager[None]:
    """Words evaluated inside are in the catalog's language, whichever is spoken around it."""
    return translation.override(settings.LANGUAGE_CODE)


def content_language() -> str:
    """The language of the supplier's text, where a face speaks another one; else nothing."""
    own: str = settings.LANGUAGE_CODE
    return "" if translation.get_language() in (None, own) else own
