"""Molecular structures: SMILES read with RDKit, and the identifiers that follow."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from rdkit import Chem, rdBase
from rdkit.Chem import rdinchi, rdMolDescriptors

from catalog.chemistry.errors import ChemistryError, quoted
from catalog.chemistry.formula import parse_formula

MAX_LENGTH: Final = 10_000
MAX_ATOMS: Final = 1023
"""Without hydrogen: the standard InChI knows no larger molecules, and to draw them takes long."""

_INCHI: Final = re.compile(r"InChI=1S?/")
_INCHIKEY: Final = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")


class StructureError(ChemistryError):
    """Not a structure, or not an identifier of one."""


class Identity(NamedTuple):
    """Which structure it is."""

    inchi: str
    inchikey: str
    formula: str
    """Everything summed, in Hill order, spelled as ``Formula.total_hill``."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What follows from a structure. Masses are by the same tables as those of a formula."""

    smiles: str
    """Canonical isomeric SMILES of RDKit; it may change with RDKit's version, the InChI doesn't."""
    inchi: str
    inchikey: str
    formula: str
    average_mass: float | None
    monoisotopic_mass: float | None
    defined_stereocentres: int
    undefined_stereocentres: int


def read_structure(smiles: str) -> Structure:
    """Read a SMILES string.

    Raises ``StructureError`` for one that is empty, too long or chemically impossible.
    """
    molecule = read_molecule(smiles)
    identity = _identity(molecule, smiles)
    formula = parse_formula(identity.formula)
    centres = [
        info
        for info in Chem.FindPotentialStereo(molecule)
        if info.type == Chem.StereoType.Atom_Tetrahedral
    ]
    defined = sum(info.specified == Chem.StereoSpecified.Specified for info in centres)
    return Structure(
        smiles=Chem.MolToSmiles(molecule),
        **identity._asdict(),
        average_mass=formula.average_mass(),
        monoisotopic_mass=formula.monoisotopic_mass,
        defined_stereocentres=defined,
        undefined_stereocentres=len(centres) - defined,
    )


def read_identity(smiles: str) -> Identity:
    """InChI, its key and the formula of a SMILES string alone. Raises as ``read_structure``."""
    return _identity(read_molecule(smiles), smiles)


def _identity(molecule: Chem.Mol, smiles: str) -> Identity:
    with quiet():
        inchi = str(rdinchi.MolToInchi(molecule)[0])
        inchikey = str(rdinchi.InchiToInchiKey(inchi)) if inchi else ""
    if not inchikey:
        raise StructureError(
            f"No InChI can be computed for {quoted(smiles)}; replace R groups and wildcards by "
            "atoms."
        )
    formula = parse_formula(molecular_formula(molecule)).total_hill
    return Identity(inchi, inchikey, formula or "")


class StructureComponent(NamedTuple):
    """One of the molecules and ions of a structure."""

    formula: str
    charged: bool
    """Whether some atom has a charge, even where they cancel as in a zwitterion."""


def read_components(smiles: str) -> tuple[StructureComponent, ...]:
    """The molecules and ions of a SMILES string, one for each time it is there."""
    return tuple(
        StructureComponent(
            parse_formula(molecular_formula(part)).total_hill or "",
            any(atom.GetFormalCharge() for atom in part.GetAtoms()),
        )
        for part in Chem.GetMolFrags(read_molecule(smiles), asMols=True)
    )


def read_molecule(smiles: str) -> Chem.Mol:
    """The RDKit molecule of a SMILES string, with RDKit's complaints told as one sentence."""
    text = smiles.strip()
    if not text:
        raise StructureError(
            "The SMILES is empty; paste one such as CCO, or leave the structure blank."
        )
    if len(text) > MAX_LENGTH:
        raise StructureError(
            f"A SMILES has at most {MAX_LENGTH} characters, and {quoted(text)} has {len(text)}; "
            "check the field."
        )
    with quiet():
        molecule = _parsed(text, sanitize=True)
        if molecule is not None and molecule.GetNumAtoms() > MAX_ATOMS:
            raise StructureError(
                f"A structure has at most {MAX_ATOMS} atoms besides hydrogen, and {quoted(smiles)} "
                f"has {molecule.GetNumAtoms()}; what is larger is told by its sequence."
            )
        if molecule is not None and molecule.GetNumAtoms():
            return molecule
        molecule = _parsed(text, sanitize=False)
        if molecule is None:
            raise StructureError(
                f"{quoted(smiles)} is not a SMILES; check brackets, ring numbers and pasted "
                "characters."
            )
        problems = Chem.DetectChemistryProblems(molecule)
        if problems:
            raise StructureError(
                f"{quoted(smiles)} can't exist: {_told(problems[0].Message())}; correct the "
                "structure."
            )
    raise StructureError(f"{quoted(smiles)} has no atoms; paste a SMILES such as CCO.")


def molecular_formula(molecule: Chem.Mol) -> str:
    """Formula of all fragments, with isotopes, in the spelling that ``parse_formula`` reads."""
    text = rdMolDescriptors.CalcMolFormula(
        molecule, separateIsotopes=True, abbreviateHIsotopes=False
    )
    return re.sub(r"([+-])(\d*)$", r"^\2\1", text)


def check_inchikey(text: str) -> str:
    """The InChIKey, trimmed and upper-case; ``StructureError`` unless it has 14, 10 and 1 letters.

    The shape is set by the InChI Technical Manual (InChI Trust), chapter "InChIKey".
    """
    key = text.strip().removeprefix("InChIKey=").strip().upper()
    if not _INCHIKEY.fullmatch(key):
        raise StructureError(
            f"{quoted(text)} is not an InChIKey, which has 14 letters, a hyphen, 10 letters, a "
            "hyphen and "
            "1 letter, such as QJJXYPPXXYFBGM-LFZNUXCKSA-N."
        )
    return key


def inchikey_of(inchi: str) -> str:
    """The InChIKey of an InChI. Raises ``StructureError`` for text that is none, or is cut off."""
    text = inchi.strip()
    with quiet():
        molecule = rdinchi.InchiToMol(text)[0] if _INCHI.match(text) else None
        key = str(rdinchi.InchiToInchiKey(text)) if molecule is not None else ""
    if not key:
        raise StructureError(
            f"{quoted(text)} is not an InChI that can be read; it begins with InChI=1S/ and the "
            "formula. Paste it whole, or enter the SMILES, from which it is made."
        )
    return key


@contextmanager
def quiet() -> Iterator[None]:
    """Without RDKit's log lines on standard error, which belong to no one's output."""
    block = rdBase.BlockLogs()
    try:
        yield
    finally:
        del block


def _parsed(text: str, *, sanitize: bool) -> Chem.Mol | None:
    """The molecule, or ``None``. RDKit would take what follows a space for a name."""
    if not text.isascii() or not text.isprintable() or " " in text:
        return None
    return Chem.MolFromSmiles(text, sanitize=sanitize)


def _told(problem: str) -> str:
    """RDKit's message without its prefix and full stop."""
    return " ".join(problem.replace(".  ", ", ").split()).rstrip(".")
