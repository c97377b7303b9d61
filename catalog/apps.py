from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CatalogConfig(AppConfig):
    name = "catalog"

    def ready(self) -> None:
        from catalog import cache, checks, triggers
        from catalog.signals import housekeeping

        checks.register()
        housekeeping.connect(cache.sweep)
        post_migrate.connect(triggers.install_after_migrate, sender=self)
