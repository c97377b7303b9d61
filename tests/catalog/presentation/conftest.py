"""Products to present."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.presentation import Presentation, present


@pytest.fixture
def shown(published: Callable[..., Any]) -> Callable[..., Presentation]:
    """Publish a product and present it."""

    def make(**members: Any) -> Presentation:
        return present(published(**members).revisions.get().read())

    return make
