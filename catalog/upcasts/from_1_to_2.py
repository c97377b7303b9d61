"""Version 1 to 2: a remark beside every quantity, solutions in packs, the animals of an activity,
and the status of a tombstone."""

from catalog.plain_json import JsonObject

QUANTITIES = (
    ("constituents", "amount"),
    ("characteristics", "value"),
    ("solubility", "amount"),
    ("storage", "temperature"),
    ("working_concentrations", "concentration"),
    ("activities", "value"),
    ("quality_tests", "limit"),
    ("packs", "amount"),
)
"""Lists whose rows have a quantity, and the member that it is."""


def step(document: JsonObject) -> None:
    """Version 1 said none of what is new, so that it is null."""
    for rows, member in QUANTITIES:
        for row in document[rows]:
            _add_remark(row[member])
    if document["compound"] is not None:
        _add_remark(document["compound"]["molecular_weight"])
    for pack in document["packs"]:
        pack["concentration"] = pack["solvent"] = None
    for activity in document["activities"]:
        activity["species"] = activity["route"] = None
    if document.get("withdrawal") is not None:  # of a specification; a draft has no such member
        document["status"] = "withdrawn"


def _add_remark(quantity: JsonObject | None) -> None:
    if quantity is not None:
        quantity["remark"] = None
