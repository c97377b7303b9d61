"""The datasheet of a draft: rendered for staff, marked as a draft, never stored."""

import json
import logging
import re

from catalog.models import SiteSettings
from catalog.plain_json import JsonObject
from catalog.registry import PreviewError
from catalog.specification.declaration import Specification
from catalog.specification.differences import differences
from catalog.specification.reading import as_specification
from datasheets.composing import compose
from datasheets.documents.kind import RenderedKind
from datasheets.documents.tds.editions import draft_edition
from datasheets.renderers import RendererLostError, pool
from datasheets.rendering import RenderingError

logger = logging.getLogger(__name__)

_MISSING_GLYPH = re.compile(r'unsupported by fonts: "(.)" \(U\+[0-9A-F]+\)', re.DOTALL)
"""In the engine's words."""


def draft_pdf(kind: RenderedKind[Specification], document: JsonObject) -> bytes:
    """Raises PreviewError where the published datasheet could not be rendered either."""
    spec = as_specification(document)
    try:
        job = compose(kind, draft_edition(spec), SiteSettings.current())
        return pool().render(job).pdf
    except (RenderingError, RendererLostError) as error:
        logger.warning("No preview of %s: %s", spec.catalog_number, error)
        raise PreviewError(
            f"{_in_words(str(error), document)} Correct the text, image or file that is named, and "
            "preview it again. Published as it is, the product would have no datasheet."
        ) from error


def _in_words(error: str, document: JsonObject) -> str:
    """The error; of characters that cannot be printed, which and where."""
    characters = dict.fromkeys(_MISSING_GLYPH.findall(error))
    if not characters:
        return error
    return " ".join(_about(character, document) for character in characters)


def _about(character: str, document: JsonObject) -> str:
    without = json.loads(json.dumps(document, ensure_ascii=False).replace(character, ""))
    places = dict.fromkeys(difference.label for difference in differences(document, without))
    where = f", which stands in: {'; '.join(places)}" if places else ""
    return f"The typeface has no character '{character}' (U+{ord(character):04X}){where}."
