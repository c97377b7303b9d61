"""Load and publish the demo catalog."""

from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from catalog import demo
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.models import Product, SiteSettings

FOLDER = Path(demo.__file__).parent
DEMO_USER = DEMO_PASSWORD = "demo"
POINTERS = ("relations", "kit_components", "replaced_by")


def demo_documents() -> list[dict[str, Any]]:
    """The demo's draft documents, by catalog number."""
    files = sorted((FOLDER / "products").glob("*.yaml"))
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


class Command(BaseCommand):
    help = "Load and publish the demo catalog, unless the catalog has products already."

    def handle(self, *args: Any, **options: Any) -> None:
        if Product.objects.exists():
            self.stdout.write("The catalog has products: no demo was loaded.")
            return
        self.load(demo_documents())

    @transaction.atomic
    def load(self, documents: list[dict[str, Any]]) -> None:
        """Load and publish these documents, which point to one another only."""
        site = yaml.safe_load((FOLDER / "site.yaml").read_text(encoding="utf-8"))
        SiteSettings.objects.update_or_create(pk=1, defaults=site)
        staff = self.demo_user()
        for document in documents:  # pointers need their targets, so they come second
            whole = {name: value for name, value in document.items() if name not in POINTERS}
            load_draft(whole, by=staff, reason="Demo")
        products = [
            load_draft(document, by=staff, reason="Demo, with relations").product
            for document in documents
        ]
        for place, product in enumerate(products, start=1):
            self.stdout.write(f"  {place}/{len(products)} {product}")
            publish(
                product,
                by=staff,
                change_note="First publication",
                reason="Demo: unknown facts stay unknown",
                along_with=products,
            )

    def demo_user(self) -> User:
        user, created = User.objects.get_or_create(
            username=DEMO_USER, defaults={"is_staff": True, "is_superuser": True}
        )
        if created:
            user.set_password(DEMO_PASSWORD)
            user.save()
        return user
