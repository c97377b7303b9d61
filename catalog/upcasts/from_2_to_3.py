"""Version 2 to 3: physical properties, hazards one by one, transport, stability of solutions."""

from catalog.plain_json import JsonObject
from catalog.upcasts.additions import added_by

_CODES, _HAZARDS = "/hazard_codes", "/hazards"


def step(document: JsonObject) -> None:
    """Version 2 said none of what is new, and of hazards their codes alone."""
    document["hazards"] = [_hazard(code) for code in document.pop("hazard_codes")]
    for source in document["fact_sources"]:
        source["fact"] = _moved(source["fact"])
    added_by(3)(document)


def _hazard(code: str) -> JsonObject:
    return {"system": None, "hazard_class": None, "category": None, "statement": code}


def _moved(fact: str) -> str:
    """A source of codes, or of one of them, is that of the hazards now."""
    if fact == _CODES or fact.startswith(f"{_CODES}/"):
        return _HAZARDS + fact.removeprefix(_CODES)
    return fact
