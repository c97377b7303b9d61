"""The table of units: families, what pint calls each unit, and the other spellings in use."""

from types import MappingProxyType
from typing import Final, TypeAlias

# units that pint doesn't have; each counts its own kind of thing, so none converts into another
ENZYME: Final = "unit_of_enzyme_activity"
IU: Final = "international_unit"
EU: Final = "endotoxin_unit"
CELL: Final = "biological_cell"
CFU: Final = "colony_forming_unit"
PFU: Final = "plaque_forming_unit"
TU: Final = "transducing_unit"
BASE_PAIR: Final = "base_pair"
TEST: Final = "single_test"


def _same(*units: str) -> dict[str, str | None]:
    """Units that pint spells as we do."""
    return {unit: unit for unit in units}


DILUTION: Final = "dilution"
"""The unit of 1:800, whose number is the factor. A family of its own: no concentration is known."""

Family: TypeAlias = dict[str, str | None]

# each canonical symbol with its spelling for pint; one without converts to nothing else
FAMILIES: Final[dict[str, Family]] = {
    "mass": _same("kg", "g", "mg", "µg", "ng", "pg"),
    "volume": _same("L", "mL", "µL", "nL"),
    "amount of substance": _same("mol", "mmol", "µmol", "nmol", "pmol"),
    "mass concentration": {
        **_same(
            "g/L",
            "g/mL",
            "mg/L",
            "mg/mL",
            "mg/dL",
            "g/dL",
            "µg/L",
            "µg/mL",
            "µg/µL",
            "ng/mL",
            "ng/µL",
            "pg/mL",
            "mg/µL",
        ),
        "g/100 mL": "g/dL",
        "mg/100 mL": "mg/dL",
        "g/10 mL": "g/cL",
        "mg/10 mL": "mg/cL",
    },
    "molar concentration": {
        "M": "mol/L",
        "mM": "mmol/L",
        "µM": "µmol/L",
        "nM": "nmol/L",
        "pM": "pmol/L",
        "fM": "fmol/L",
    },
    "mass fraction": {
        **_same("mg/g", "µg/g", "g/kg", "mg/kg", "µg/kg", "ng/kg", "µg/mg", "ng/mg"),
        "ppm": "mg/kg",
        "ppb": "µg/kg",
    },
    "density": {"g/cm³": "g/cm**3", "kg/m³": "kg/m**3"},
    "percent": {"%": None, "% (w/v)": None, "% (v/v)": None, "% (w/w)": None},
    "activity": {
        "U": ENZYME,
        "mU": f"milli{ENZYME}",
        "kU": f"kilo{ENZYME}",
        "MU": f"mega{ENZYME}",
        "IU": IU,
        "mIU": f"milli{IU}",
        "kIU": f"kilo{IU}",
        "MIU": f"mega{IU}",
        "nkat": "nanokatal",
        "µkat": "microkatal",
    },
    "activity concentration": {
        "U/mL": f"{ENZYME}/mL",
        "U/µL": f"{ENZYME}/µL",
        "U/L": f"{ENZYME}/L",
        "kU/mL": f"kilo{ENZYME}/mL",
        "mU/mL": f"milli{ENZYME}/mL",
        "IU/mL": f"{IU}/mL",
        "mIU/mL": f"milli{IU}/mL",
        "IU/L": f"{IU}/L",
    },
    "specific activity": {
        "U/mg": f"{ENZYME}/mg",
        "U/g": f"{ENZYME}/g",
        "U/µg": f"{ENZYME}/µg",
        "kU/mg": f"kilo{ENZYME}/mg",
        "IU/mg": f"{IU}/mg",
        "µg/U": None,
        "Ci/mmol": "curie/mmol",
        "GBq/mmol": "GBq/mmol",
    },
    "endotoxin": {
        "EU": EU,
        "EU/mg": f"{EU}/mg",
        "EU/µg": f"{EU}/µg",
        "EU/mL": f"{EU}/mL",
        "EU/vial": None,
    },
    "radioactivity": {
        "Bq": "Bq",
        "kBq": "kBq",
        "MBq": "MBq",
        "µCi": "microcurie",
        "mCi": "millicurie",
    },
    "cells": {
        "cells": CELL,
        "cells/mL": f"{CELL}/mL",
        "cells/µL": f"{CELL}/µL",
        "cells/vial": None,
        "cells/well": None,
        "cells/cm²": f"{CELL}/cm**2",
        "CFU": CFU,
        "CFU/mL": f"{CFU}/mL",
        "CFU/g": f"{CFU}/g",
        "PFU": PFU,
        "PFU/mL": f"{PFU}/mL",
        "TU": TU,
        "TU/mL": f"{TU}/mL",
    },
    "count": dict.fromkeys(
        (
            *(
                "tests",
                "assays",
                "reactions",
                "preparations",
                "samples",
                "wells",
                "plates",
                "vials",
                "tubes",
            ),
            *("bottles", "bags", "ampoules", "kits", "pieces", "slides", "packs", "doses", "blots"),
        )
    ),
    "temperature": {"°C": "degC", "K": "kelvin", "°F": "degF"},
    "molar mass": {
        "g/mol": "g/mol",
        "kg/mol": "kg/mol",
        "Da": "g/mol",
        "kDa": "kg/mol",
        "MDa": "Mg/mol",
    },
    "time": {
        "s": "s",
        "ms": "ms",
        "min": "min",
        "h": "h",
        "days": "day",
        "weeks": "week",
        "months": "month",
        "years": "year",
    },
    "length": {**_same("nm", "µm", "mm", "cm", "m"), "Å": "angstrom"},
    "sequence length": {"bp": BASE_PAIR, "kb": f"kilo{BASE_PAIR}", "nt": None, "aa": None},
    "acidity": {"pH": None},
    "osmolality": {"mOsm/kg": None, "mOsm/L": None},
    "concentration factor": {"×": None, "fold": None},
    "dilution": {DILUTION: None},
    "amount per test": {f"{unit}/test": f"{unit}/{TEST}" for unit in ("µL", "µg", "ng")},
    "dose in moles": _same("mmol/kg", "µmol/kg", "nmol/kg"),
    "rate constant": {"s⁻¹": "1/s", "min⁻¹": "1/min", "h⁻¹": "1/h"},
    "second-order rate constant": {
        "M⁻¹s⁻¹": "L/mol/s",
        "M⁻¹min⁻¹": "L/mol/min",
        "mM⁻¹s⁻¹": "L/mmol/s",
        "mM⁻¹min⁻¹": "L/mmol/min",
        "µM⁻¹s⁻¹": "L/µmol/s",
        "µM⁻¹min⁻¹": "L/µmol/min",
    },
    "angle": {"°": None},
    "absorbance": {"OD": None, "AU": None},
    "molar absorptivity": {"M⁻¹cm⁻¹": "L/mol/cm", "mM⁻¹cm⁻¹": "L/mmol/cm"},
    "rotation": {"rpm": None, "× g": None},
}

_OTHER_SPELLINGS: Final = {
    "%": "percent|pct",
    "% (w/v)": "%w/v|%(w/v)",
    "% (v/v)": "%v/v|%(v/v)|vol%",
    "% (w/w)": "%w/w|%(w/w)|wt%|wt.%|wt. %",
    "M": "mol/L|mol/l|mol/dm³",
    "mM": "mmol/L|mmol/l",
    "µM": "µmol/L|µmol/l",
    "nM": "nmol/L|nmol/l",
    "pM": "pmol/L|pmol/l",
    "g": "gm",
    "mL": "cc",
    "U": "unit|units",
    "U/mL": "unit/mL|units/mL",
    "U/mg": "unit/mg|units/mg",
    "IU": "I.U.|IE|iu",
    "EU": "E.U.",
    "EU/µg": "EU/ug",
    "°C": "C|degC|deg C|℃|ºC|° C|º C|˚C",
    "°F": "℉|F|ºF|° F",
    "K": "Kelvin",
    "Da": "dalton|daltons|amu",
    "kDa": "kD|kilodalton",
    "s": "sec|secs|second|seconds",
    "min": "mins|minute|minutes",
    "h": "hr|hrs|hour|hours",
    "days": "d|day",
    "weeks": "wk|week",
    "months": "month|mo",
    "years": "y|yr|yrs|year",
    "cells": "cell|viable cells",
    "cells/mL": "cell/mL",
    "CFU": "cfu",
    "PFU": "pfu",
    "tests": "test|T",
    "assays": "assay",
    "reactions": "reaction|rxn|rxns",
    "preparations": "prep|preps|preparation",
    "samples": "sample",
    "wells": "well",
    "plates": "plate",
    "vials": "vial",
    "tubes": "tube",
    "bottles": "bottle",
    "bags": "bag",
    "kits": "kit",
    "ampoules": "ampoule|ampule",
    "pieces": "piece|pcs|pc|ea|each",
    "slides": "slide",
    "packs": "pack",
    "doses": "dose",
    "blots": "blot",
    "dilution": "dilutions|diluted",
    "×": "X|x",
    "fold": "-fold",
    "× g": "xg|x g|×g",
    "kb": "kbp",
    "Å": "angstrom",
    "°": "deg",
    "g/cm³": "g/cm3|g/cm^3|g/cc|g/ccm",
    "kg/m³": "kg/m3|kg/m^3",
    "M⁻¹cm⁻¹": "M-1cm-1|L/(mol·cm)|L/mol/cm|L·mol⁻¹·cm⁻¹|L mol⁻¹ cm⁻¹",
    "mM⁻¹cm⁻¹": "mM-1cm-1",
    "µm": "micron",
}

SYNONYMS: Final = MappingProxyType(
    {other: unit for unit, others in _OTHER_SPELLINGS.items() for other in others.split("|")}
)
"""Canonical unit by any other spelling that isn't a matter of case or of micro."""

AMBIGUOUS: Final = frozenset({"u", "D"})
"""Never taken for a unit of the other case: u is of atomic mass too, D is debye, dalton and day."""

OWN_UNITS: Final = (ENZYME, IU, EU, CELL, CFU, PFU, TU, BASE_PAIR, TEST)
"""Units to be defined in the registry, each a dimension of its own."""
