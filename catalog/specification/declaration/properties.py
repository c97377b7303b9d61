"""Measured and practical properties, and what is tested of them."""

from typing import Annotated

from catalog import models
from catalog.models import characteristic_keys
from catalog.specification.deriving import describes
from catalog.specification.member import Member
from catalog.specification.values import (
    Members,
    Quantity,
)


@describes(models.Characteristic, told_apart_by=("key",))
class Characteristic(Members):
    """A value under one of the keys that the registry of characteristics has."""

    key: Annotated[str, Member(choices=characteristic_keys.REGISTRY)]
    value: Quantity | None


@describes(models.AbsorptionMaximum, told_apart_by=("wavelength", "solvent"), is_whole=True)
class AbsorptionMaximum(Members):
    """Where the product absorbs most, and how strongly."""

    wavelength: Quantity | None
    molar_absorptivity: Quantity | None
    solvent: str | None


@describes(models.Solubility, told_apart_by=("solvent",), is_whole=True)
class Solubility(Members):
    """How much dissolves in one solvent."""

    solvent: str
    result: models.Solubility.Result | None
    amount: Quantity | None
    temperature: str | None
    method: str | None


@describes(models.StorageCondition, told_apart_by=("state",), is_whole=True)
class StorageCondition(Members):
    """How one state of the product is stored, and for how long."""

    state: models.StorageCondition.State | None
    temperature: Quantity | None
    duration: str | None
    protect_from_light: bool | None
    protect_from_moisture: bool | None
    note: str | None


@describes(models.SolutionStability, told_apart_by=("solvent", "temperature"), is_whole=True)
class SolutionStability(Members):
    """For how long a stock solution keeps in one solvent, at one temperature."""

    solvent: str | None
    temperature: Quantity | None
    duration: Quantity | None
    freeze_thaw: str | None
    note: str | None


@describes(models.TransportClassification, told_apart_by=("mode",), is_whole=True)
class TransportClassification(Members):
    """How a mode of transport treats it; ``regulated`` is false of what is not restricted."""

    mode: models.TransportClassification.Mode | None
    regulated: bool | None
    un_number: Annotated[str | None, Member(searched=True)]
    proper_shipping_name: str | None
    hazard_class: str | None
    subsidiary_hazards: str | None
    packing_group: models.TransportClassification.PackingGroup | None


@describes(models.WorkingConcentration)
class WorkingConcentration(Members):
    """How much of it is used, and in which system."""

    concentration: Quantity | None
    system: str | None


@describes(models.QualityTest, identity="key", is_whole=True)
class QualityTest(Members):
    """What is tested, how, and what passes."""

    key: str
    subject: str
    method: str | None
    limit: Quantity | None
    criterion: str | None
    frequency: models.QualityTest.Frequency | None
