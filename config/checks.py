"""System checks of the configuration: what is wrong, and what to set instead."""

import ipaddress
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host


def configuration(**_: Any) -> list[checks.CheckMessage]:
    return [*_address(), *_encryption(), *_folders()]


def _address() -> Iterator[checks.CheckMessage]:
    """``SITE_URL`` is an address, and one that is answered."""
    try:
        parts = urlsplit(settings.SITE_URL)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    beside = (parts.path, parts.query, parts.fragment, parts.username)
    if parts.scheme not in ("http", "https") or not host or any(beside):
        yield checks.Error(
            f"SITE_URL is '{settings.SITE_URL}', which is not the address of a site.",
            hint="Give scheme and host, such as SITE_URL=https://catalog.example.com.",
            id="aliquot.E001",
        )
        return
    if not validate_host(host, settings.ALLOWED_HOSTS) and not settings.DEBUG:
        yield checks.Error(
            f"SITE_URL is {settings.SITE_URL}, but requests to {host} are refused: ALLOWED_HOSTS "
            f"is {','.join(settings.ALLOWED_HOSTS)}.",
            hint=f"Set ALLOWED_HOSTS={host}, with all other names of the site after a comma.",
            id="aliquot.E002",
        )


def _encryption() -> Iterator[checks.CheckMessage]:
    """A site for others is encrypted, and says so."""
    is_https = settings.SITE_URL.startswith("https://")
    if settings.HTTPS and not is_https:
        yield checks.Warning(
            f"HTTPS is on, but SITE_URL is {settings.SITE_URL}: links lead through a redirect.",
            hint="Write SITE_URL with https://.",
            id="aliquot.W003",
        )
    elif not settings.HTTPS and (is_https or _is_public(settings.SITE_URL)):
        yield checks.Warning(
            f"SITE_URL is {settings.SITE_URL}, and HTTPS is off: passwords and sessions of staff "
            "can be read on their way.",
            hint="Put a proxy that speaks TLS and sets X-Forwarded-Proto in front, then set "
            "HTTPS=true and write SITE_URL with https://.",
            id="aliquot.W004",
        )


def _is_public(address: str) -> bool:
    host = _host(address)
    if host == "localhost" or host.endswith(".localhost") or not host:
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _folders() -> Iterator[checks.CheckMessage]:
    """What is written can be."""
    for number, name in ((5, "VAR_DIR"), (6, "SEARCH_DIR")):
        folder = Path(getattr(settings, name))
        if not _can_be_written(folder):
            yield checks.Error(
                f"{name} is {folder}, which this user cannot write to.",
                hint=f"Make the folder, owned by the user who serves, or set {name} to another.",
                id=f"aliquot.E00{number}",
            )


def _can_be_written(folder: Path) -> bool:
    """Whether it is a folder that can be written to, or one that can be made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def register() -> None:
    checks.register(configuration, checks.Tags.security)
