"""Who works in the back office."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def office(client: Client, staff: Any) -> Client:
    """A browser in which somebody with every permission is signed in."""
    client.force_login(staff)
    return client
