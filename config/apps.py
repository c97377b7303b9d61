from typing import Any

from django.apps import AppConfig


class AliquotConfig(AppConfig):
    name = "config"
    label = "aliquot"
    verbose_name = "Aliquot"

    def ready(self) -> None:
        from django.contrib import admin

        from catalog.signals import housekeeping
        from config import checks, sign_in

        checks.register()
        admin.site.login_form = sign_in.SignInForm
        housekeeping.connect(sign_in.forget)
        housekeeping.connect(forget_sessions)


def forget_sessions(**_: Any) -> None:
    """Remove sessions that have expired. A receiver of ``housekeeping``."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()
