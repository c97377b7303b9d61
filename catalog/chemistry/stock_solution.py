"""How much solvent makes a stock solution.

``volume = mass / (molecular weight × concentration)``: a gram per mole is a milligram per
millimole, so milligrams, grams per mole and millimoles per litre give litres times 1000, that is
millilitres.
"""

from catalog.chemistry.errors import ChemistryError


def solvent_volume_ml(mass_mg: float, molecular_weight: float, concentration_mm: float) -> float:
    """The millilitres in which ``mass_mg`` gives ``concentration_mm``; weight in g/mol.

    The volume of the solute itself is neglected, as is usual for dilute solutions. Raises
    ChemistryError unless all three are more than zero.

    >>> round(solvent_volume_ml(10, 804.02, 10), 3)
    1.244
    """
    for name, value in (
        ("mass", mass_mg),
        ("molecular weight", molecular_weight),
        ("concentration", concentration_mm),
    ):
        if not value > 0:
            raise ChemistryError(f"A {name} of {value:g} makes no solution; it is more than zero.")
    return 1000 * mass_mg / (molecular_weight * concentration_mm)
