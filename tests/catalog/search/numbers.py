"""A small index to test what follows the log with: the catalog number of each product.

As a program it searches once, in a process of its own, and may stop on the way until it is killed:
``python -m tests.catalog.search.numbers DATABASE SEARCH_DIR [POINT]``.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings

if __name__ == "__main__":
    django.setup()

from django.db.models import QuerySet
from django.utils import timezone

from catalog.models import Listing
from catalog.search.builder import Progress
from catalog.search.following import Follower
from catalog.search.generation import STATE, DamagedError, replace_file
from catalog.search.log import indexed

BASE, CHANGES = "base.json", "changes.json"


def lasting() -> QuerySet[Listing]:
    """Without what ended a while ago."""
    return indexed().filter(visible_until__gt=timezone.now())


class Numbers(Follower[dict[str, str]]):
    """The catalog number of each product: as built, and what changed since."""

    name = "numbers"
    format = "1"
    mutable = frozenset({STATE, CHANGES})

    def __init__(self) -> None:
        super().__init__()
        self.builds = 0
        self.stops_at = ""

    def open(self, folder: Path) -> dict[str, str]:
        try:
            base = json.loads((folder / BASE).read_bytes())
            changes = json.loads((folder / CHANGES).read_bytes())
            return {key: number for key, number in (base | changes).items() if number}
        except (OSError, ValueError, TypeError) as error:
            raise DamagedError(str(error)) from error

    def build(self, folder: Path, progress: Progress) -> None:
        self.builds += 1
        self.reach("building")
        revisions = progress(list(lasting().values_list("pk", flat=True)))
        listings = Listing.objects.filter(pk__in=list(revisions))
        (folder / BASE).write_text(json.dumps(_numbers(listings)))
        self.reach("built half")
        (folder / CHANGES).write_text("{}")

    def apply(self, folder: Path, products: list[int]) -> None:
        changes = json.loads((folder / CHANGES).read_bytes()) | dict.fromkeys(map(str, products))
        changes |= _numbers(lasting().filter(product__in=products))
        self.reach("before the change")
        replace_file(folder / CHANGES, json.dumps(changes).encode())
        self.reach("after the change")

    def reach(self, point: str) -> None:
        """Where a test may have the process stop, and kill it."""
        if point == self.stops_at:
            print(point, flush=True)
            time.sleep(60)


def _numbers(listings: Any) -> dict[str, str]:
    return {
        str(product): number
        for product, number in listings.values_list("product_id", "catalog_number")
    }


if __name__ == "__main__":
    database, folder, *point = sys.argv[1:]
    settings.DATABASES["default"]["NAME"] = database
    settings.SEARCH_DIR = Path(folder)
    follower = Numbers()
    follower.stops_at = "".join(point)
    print(json.dumps(sorted((follower.files() or {}).values())), flush=True)
