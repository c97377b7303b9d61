"""Which substance it is: compound, registry numbers, constituents, sequences."""

from typing import Annotated

from catalog import models
from catalog.models.documents import GENBANK
from catalog.specification.deriving import describes
from catalog.specification.member import Member
from catalog.specification.values import (
    Members,
    NamedCompound,
    NamedFile,
    Quantity,
)


@describes(models.RegistryNumber, told_apart_by=("type", "value", "qualifier"))
class RegistryNumber(Members):
    """A number under which a registry knows a substance or an organism."""

    type: models.RegistryNumber.Type
    value: str
    qualifier: models.RegistryNumber.Qualifier | None


@describes(
    models.Compound,
    identity="key",
    together=(
        "formula",
        "molecular_weight",
        "weight_basis",
        "form",
        "counter_ion",
        "stoichiometry",
        "stereochemistry",
        "smiles",
        "inchi",
        "inchikey",
    ),
)
class Compound(Members):
    """A substance in one form, which the products that contain it share."""

    key: str
    name: str
    formula: Annotated[
        str | None, Member(about="As printed; subscripts are plain digits or as typed.")
    ]
    molecular_weight: Annotated[Quantity | None, Member(column="weight_")]
    weight_basis: models.Compound.WeightBasis | None
    smiles: str | None
    inchi: str | None
    inchikey: str | None
    form: models.Compound.Form | None
    counter_ion: str | None
    stoichiometry: models.Compound.Stoichiometry | None
    stereochemistry: models.Compound.Stereochemistry | None
    parent: NamedCompound | None
    registry_numbers: tuple[RegistryNumber, ...]


@describes(models.Constituent, told_apart_by=("name",), is_whole=True)
class Constituent(Members):
    """A part of a mixture or of a formulation."""

    role: str | None
    name: str
    compound: NamedCompound | None
    amount: Quantity | None


@describes(models.Sequence)
class Sequence(Members):
    """A sequence of residues, from the 5' end or the N terminus."""

    type: models.Sequence.Type
    text: str | None
    five_prime: Annotated[
        str | None, Member(about="The 5' end of a nucleic acid, the N terminus of a protein.")
    ]
    three_prime: Annotated[
        str | None, Member(about="The 3' end of a nucleic acid, the C terminus of a protein.")
    ]
    modifications: str | None
    backbone: str | None
    genbank: Annotated[NamedFile | None, Member(document=GENBANK)]
