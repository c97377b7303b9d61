"""Version 2 to 3: physical properties, hazards one by one, transport, stability of solutions."""

from catalog.plain_json import JsonObject
from catalog.upcasts.additions import added_by


def step(document: JsonObject) -> None:
    """Version 2 said none of what is new."""
    added_by(3)(document)
