"""The registry of activity measures: which there are, and in which units each is given."""

from dataclasses import dataclass

from catalog.chemistry.quantity import DILUTION, alternatives, family_of

CONCENTRATIONS = ("molar concentration", "mass concentration", "activity concentration")
DOSES = ("mass fraction", "dose in moles")


class MeasureError(ValueError):
    """A value that a measure cannot have; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. Without ``unit_families`` it is a bare number, the negative decadic logarithm of
    ``logarithm_of`` in mol/L, if that is said: a pIC50 of 7 is an IC50 of 100 nM."""

    name: str
    unit_families: tuple[str, ...] = CONCENTRATIONS
    logarithm_of: str = ""

    def check(self, printed: str, unit: str) -> None:
        """Raises MeasureError for a unit of another kind."""
        if unit and not self.unit_families:
            other = f", or choose {self.logarithm_of}" if self.logarithm_of else ""
            raise MeasureError(
                f"{self.name} has no unit, and '{_shown(printed, unit)}' has one; write the number "
                f"alone{other}."
            )
        if unit and family_of(unit) not in self.unit_families:
            raise MeasureError(
                f"{self.name} is given in units of {alternatives(self.unit_families)}, and "
                f"'{_shown(printed, unit)}' is in units of {family_of(unit)}; correct the unit, or "
                "choose another measure."
            )


def _shown(printed: str, unit: str) -> str:
    return printed if unit == DILUTION else f"{printed} {unit}"


REGISTRY = {
    measure.name: measure
    for measure in (
        Measure("IC50"),
        Measure("IC90"),
        Measure("EC50"),
        Measure("EC90"),
        Measure("AC50"),
        Measure("Ki"),
        Measure("Kd"),
        Measure("Kb"),
        Measure("Km"),
        Measure("ED50", (*CONCENTRATIONS, *DOSES)),
        Measure("CC50"),
        Measure("TC50"),
        Measure("GI50"),
        Measure("LC50"),
        Measure("LD50", DOSES),
        Measure("TD50", DOSES),
        Measure("MIC"),
        Measure("MIC50"),
        Measure("MIC90"),
        Measure("MBC"),
        Measure("DC50"),
        Measure("Dmax", ("percent",)),
        Measure("Emax", ("percent",)),
        Measure("Imax", ("percent",)),
        Measure("pIC50", (), "IC50"),
        Measure("pEC50", (), "EC50"),
        Measure("pKi", (), "Ki"),
        Measure("pKd", (), "Kd"),
        Measure("pKb", (), "Kb"),
        Measure("pA2", ()),
        Measure("kinact", ("rate constant",)),
        Measure("kinact/KI", ("second-order rate constant",)),
        Measure("kon", ("second-order rate constant",)),
        Measure("koff", ("rate constant",)),
    )
}


def choices() -> list[tuple[str, str]]:
    return [(name, name) for name in REGISTRY]
