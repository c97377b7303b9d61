"""What tests of the public pages share."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from catalog.models import Product

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


def page(client: Client, address: str, status: int = 200) -> str:
    """The text of a page that answers with ``status``."""
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())
