"""Members of a specification with all that a document can say of a product, for its words.

No such product exists: it is small molecule, kit, oligonucleotide and mixture at once.
"""

from typing import Any

POINTER = {"catalog_number": "ALQ-9", "slug": "everolimus", "name": "Everolimus"}


def _amount(text: str, unit: str | None, **numbers: Any) -> dict[str, Any]:
    return {"text": text, "unit": unit, "remark": None} | numbers


def _figure(key: str, points: list[list[int]], **members: Any) -> dict[str, Any]:
    return {
        "key": key, "title": "Growth of cells", "caption": None, "conditions": None,
        "illustrative": False, "image": None, "alternative_text": None, "x_label": "Dose",
        "x_unit": "nM", "x_scale": "log", "y_label": "Growth", "y_unit": "%", "fit": "4pl",
        "measure": None, "series": [{"label": "Growth", "points": points}],
    } | members  # fmt: skip


FALLING = [[0, 99], [1, 98], [3, 95], [10, 80], [30, 51], [100, 20], [300, 5]]
SHALLOW = [[1, 99], [3, 98], [10, 96], [30, 91], [100, 83], [300, 72]]
STEEP = [[100, 40], [300, 28], [1000, 12], [3000, 6], [10000, 2], [30000, 1]]
FLAT = [[1, 5], [3, 5], [10, 5], [30, 5], [100, 5]]
FEW = [[1, 5], [3, 50], [10, 95]]
REPLICATES = [[1, 5], [1, 6], [3, 50], [3, 52], [10, 95], [10, 97]]

EVERYTHING: dict[str, Any] = {
    "catalog_number": "ALQ-0",
    "status": "replaced",
    "replaced_by": POINTER,
    "grade": "Cell culture grade",
    "supplied_concentration": "ten percent",
    "supplied_solvent": "water",
    "contents": "Two vials",
    "synonyms": [
        {"type": type_, "text": f"{type_} alias {number}"}
        for type_ in (None, "trade", "code", "iupac", "cas_index")
        for number in ("alpha", "beta")
    ],
    "compound": {
        "key": "x", "name": "Some salt", "formula": "C8H10N4O2", "weight_basis": "computed",
        "molecular_weight": _amount("194.19", "g/mol", value=194.19), "smiles": None,
        "inchi": None, "inchikey": None, "form": "salt", "counter_ion": "Hydrochloride",
        "stoichiometry": "variable", "stereochemistry": "mixture",
        "parent": {"key": "y", "name": "Some base"},
        "registry_numbers": [{"type": "cas", "value": "58-08-2", "qualifier": "parent"}],
    },
    "registry_numbers": [
        {"type": type_, "value": value, "qualifier": None}
        for type_, value in (("ec", "200-362-1"), ("chebi", "CHEBI:27732"), ("unii", "3G6A5W338E"))
    ],
    "characteristics": [
        {"key": "purity", "value": _amount("≥ 98", "%", operator="≥", min=98, remark="HPLC")},
        {"key": "endotoxin", "value": _amount("low", None)},
        {"key": "abandoned_key", "value": _amount("twelve", None)},
    ],
    "solubility": [
        {"solvent": "water", "result": "insoluble", "amount": None, "temperature": None,
         "method": None},
        {"solvent": "oil", "result": "not_tested", "amount": None, "temperature": None,
         "method": None},
        {"solvent": "ethanol", "result": "soluble", "amount": None, "temperature": "cold",
         "method": "with shaking"},
        {"solvent": "buffer", "result": None, "amount": _amount("5", "mg/mL", value=5),
         "temperature": None, "method": None},
    ],
    "storage": [
        {"state": "powder", "temperature": _amount("-25 - -15", "°C"), "duration": "two years",
         "protect_from_light": True, "protect_from_moisture": True, "note": "Keep upright"},
        {"state": "opened", "temperature": None, "duration": None,
         "protect_from_light": False, "protect_from_moisture": False, "note": None},
        {"state": None, "temperature": None, "duration": None,
         "protect_from_light": None, "protect_from_moisture": None, "note": None},
    ],
    "solution_stability": [
        {"solvent": "water", "temperature": _amount("4", "°C", value=4), "note": "Keep dark",
         "duration": _amount("1 - 2", "weeks", min=1, max=2), "freeze_thaw": "avoid"},
        {"solvent": None, "temperature": None, "duration": _amount("several months", None),
         "freeze_thaw": None, "note": None},
    ],
    "absorption_maxima": [
        {"wavelength": _amount("273", "nm", value=273), "solvent": "cold water",
         "molar_absorptivity": _amount("9,740", "M⁻¹cm⁻¹", value=9740)},
    ],
    "transport": [
        {"mode": mode, "regulated": regulated, "un_number": None, "proper_shipping_name": None,
         "hazard_class": None, "subsidiary_hazards": None, "packing_group": None}
        for mode, regulated in (("sea", True), ("air", False), ("any", None))
    ] + [
        {"mode": "road", "regulated": None, "un_number": "UN 1544", "hazard_class": "6.1",
         "proper_shipping_name": "ALKALOIDS, SOLID, N.O.S.", "subsidiary_hazards": "8",
         "packing_group": "III"},
    ],
    "variant_group": {"key": "caffeines", "name": "Caffeines of all grades", "axis": "grade"},
    "variant_value": "finest",
    "constituents": [
        {"name": "Caffeine", "role": "active agent", "amount": _amount("9", "%"), "compound": None},
    ],
    "kit_components": [
        {"name": "Wash buffer", "quantity": "one bottle", "container": "bottle",
         "storage": "refrigerated", "product": POINTER},
    ],
    "sequences": [
        {"type": type_, "text": "ACG", "five_prime": None, "three_prime": None,
         "modifications": "labelled", "backbone": "phosphorothioate", "genbank": None}
        for type_ in ("dna", "rna", "protein")
    ],
    "figures": [
        _figure("falling", FALLING),
        _figure("shallow", SHALLOW, x_label=None, x_unit=None, y_label=None, y_unit=None),
        _figure("steep", STEEP, conditions="Cells at rest", caption="Measured once."),
        _figure("flat", FLAT),
        _figure("few", FEW),
        _figure("replicates", REPLICATES),
    ],
    "working_concentrations": [
        {"concentration": _amount("1:200 - 1:1000", "dilution", min=200, max=1000),
         "system": "blots"},
    ],
    "activities": [
        {"target": "Kinase", "action": "inhibitor", "measure": "pIC50", "species": None,
         "value": _amount("> 7", None, operator=">", value=7, remark="n = 4"), "route": None,
         "conditions": None, "reference": None},
        {"target": None, "action": None, "measure": "LD50", "species": "mouse", "route": "oral",
         "value": _amount("192", "mg/kg", value=192), "conditions": None, "reference": None},
    ],
    "packs": [
        {"sku": "ALQ-0-S", "count": 5, "amount": _amount("1", "mL", value=1), "solvent": "oil",
         "concentration": _amount("10", "mM", value=10), "container": None, "status": "active"},
        {"sku": "ALQ-0-T", "count": 1, "amount": _amount("1", "mL", value=1), "solvent": "oil",
         "concentration": None, "container": None, "status": "on_request"},
    ],
    "hazard_status": "classified",
    "hazard_signal_word": "Danger",
    "hazards": [
        {"system": "ghs", "hazard_class": "Acute toxicity, oral", "category": "3",
         "statement": "H301"},
        {"system": None, "hazard_class": None, "category": None, "statement": "H372"},
    ],
    "precautionary_statements": ["P264", "P301+P310"],
    "pictograms": ["GHS06", "GHS08"],
    "hazard_source": "Own assessment",
    "hazard_date": "2026-03-01",
    "attachments": [
        {"kind": "certificate", "title": "Analysis of a lot", "language": "en", "lot": "L-1",
         "date": "2026-03-01", "file": None, "url": "https://shop.example/1"},
    ],
    "fact_sources": [
        {"fact": f"/compound/{member}", "source": "a textbook", "confidence": confidence,
         "is_public": True}
        for member, confidence in (
            ("formula", "reported"), ("molecular_weight", "assumed"), ("form", "verified"),
            ("key", None),
        )
    ],
    "relations": [
        {"type": type_, "product": POINTER}
        for type_ in ("other_form", "used_with", "control", "replaces")
    ],
    "trade_marks": "Caffeine is no trade mark.",
    "terms_of_use": "Ask before use.",
    "intended_use": None,
}  # fmt: skip
"""What one published specification has with these members in place of its own."""
