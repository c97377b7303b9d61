"""Addresses as programs keep them: of the site, whatever host a request named."""

from django.conf import settings


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
