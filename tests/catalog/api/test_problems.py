"""What went wrong, as a problem document."""

from django.core.exceptions import PermissionDenied

from catalog.actions.errors import NotAllowedError
from catalog.api.problems import exception_handler


def test_an_action_that_is_not_allowed_says_what_it_takes() -> None:
    said = "curie may not publish products: this takes the permission 'catalog.publish_product'."

    response = exception_handler(NotAllowedError(said), {})

    assert response is not None
    assert response.status_code == 403
    assert response.data["detail"] == said
    assert response.content_type == "application/problem+json"


def test_what_is_denied_without_a_word_is_denied_in_general() -> None:
    response = exception_handler(PermissionDenied(), {})

    assert response is not None
    assert response.status_code == 403
    assert response.data["detail"] == "You do not have permission to perform this action."
