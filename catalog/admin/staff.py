"""Who is signed in."""

from django.contrib.auth.models import User
from django.http import HttpRequest


def staff_member(request: HttpRequest) -> User:
    """The user of a request that the admin has let in."""
    assert isinstance(request.user, User)
    return request.user
