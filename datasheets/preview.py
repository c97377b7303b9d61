"""The datasheet of a draft: rendered for staff, marked as a draft, never stored."""

import logging
from typing import Any

from catalog.models import SiteSettings
from catalog.registry import PreviewError
from datasheets.composing import compose
from datasheets.renderers import RendererLostError, pool
from datasheets.rendering import RenderingError

logger = logging.getLogger(__name__)


def draft_pdf(spec: dict[str, Any]) -> bytes:
    """Raises PreviewError where the published datasheet could not be rendered either."""
    try:
        job = compose(spec, SiteSettings.current(), is_draft=True)
        return pool().render(job).pdf
    except (RenderingError, RendererLostError) as error:
        logger.warning("No preview of %s: %s", spec["catalog_number"], error)
        raise PreviewError(
            f"{error} Correct the text, image or file that is named, save the draft and try "
            "again. Published as it is, the product would have no datasheet."
        ) from error
