"""A structure as somebody typed it, pasted it or drew it, read for one way to search.

A line that can be read as SMILES is: its rings are aromatic whichever way they are written. Only
what SMILES cannot say is SMARTS, unless asked for. In a substructure, hydrogens that are written as
atoms must be there, and ``*`` is any atom.

RDKit may crash or never return on what is read here: only ``process`` calls it.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from rdkit import Chem
from rdkit.Chem import rdinchi

from catalog.chemistry.errors import quoted
from catalog.chemistry.structure import StructureError, quiet, read_molecule
from catalog.search.structures.columns import Columns
from catalog.search.structures.messages import (
    DEEPEST_RECURSION,
    LARGEST_MOLFILE,
    LONGEST_LINE,
    MOST_ATOMS,
    NAMES,
    Asked,
    AsRead,
    Ignore,
    Mode,
    Notation,
    too_large_molfile,
)
from catalog.search.structures.mobile_hydrogens import as_drawn, with_amides

_COUNTS: Final = re.compile(r"V[23]000\s*$", re.MULTILINE)
_END: Final = re.compile(r"^M {2}END\b", re.MULTILINE)
_ONLY_IN_SMARTS: Final = re.compile(r"~|\[[^\]]*#\d")
_INCHI: Final = re.compile(r"InChI=1S?/")
_OPENS_OR_CLOSES: Final = re.compile(r"\$\(|[()]")

ANY_TAUTOMER: Final = (
    "An InChI does not say where mobile hydrogens are, so tautomers count as the same."
)
AS_DRAWN: Final = (
    "An InChI does not say where mobile hydrogens are; they are where the catalog draws them."
)
AS_AMIDES: Final = (
    "An InChI does not say where mobile hydrogens are; amides are drawn as amides, and the rest as "
    "it comes. Paste the SMILES to say it."
)


class QueryError(Exception):
    """A structure that cannot be searched for: one or two sentences for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. ``chirality``: whether the stereochemistry of a part has to match."""

    molecule: Any
    read: AsRead
    chirality: bool = False


def read_query(asked: Asked) -> Query:
    """Raises QueryError."""
    text = asked.structure.strip()
    substructure = asked.mode is Mode.SUBSTRUCTURE
    chirality = Ignore.STEREOCHEMISTRY not in asked.ignore
    notation = asked.notation or notation_of(text, whole=not substructure)
    refuse_size(text, notation)
    with quiet():
        if notation is Notation.SMARTS:
            if not substructure:
                raise QueryError(_needs_whole_structure(text, asked.mode))
            query = Query(
                _smarts(text), AsRead(notation, text, if_nothing=_no_smiles(asked)), chirality
            )
        elif substructure:
            query = _part(text, notation, chirality)
        else:
            query = _whole(text, notation, asked.mode)
    if query.molecule.GetNumAtoms() > MOST_ATOMS:
        raise QueryError(
            f"This structure has {query.molecule.GetNumAtoms():,} atoms, and at most "
            f"{MOST_ATOMS:,} can be searched for. Leave out a part of it."
        )
    return query


def read_query_for(asked: Asked, bodies: tuple[Columns, ...]) -> Query:
    """``read_query``; an InChI, unless it is compared by one, is drawn as in the catalog."""
    query = read_query(asked)
    if query.read.notation is not Notation.INCHI or asked.mode is Mode.EXACT:
        return query
    with quiet():
        whole = _molecule(asked.structure.strip(), Notation.INCHI, keep_hydrogens=False)
        line = as_drawn(whole, bodies)
    if line:
        query = read_query(replace(asked, structure=line))
    read = AsRead(Notation.INCHI, query.read.line, AS_DRAWN if line else AS_AMIDES)
    return replace(query, read=read)


def notation_of(text: str, *, whole: bool = False) -> Notation:
    """What a text is written in, by its looks; that it can be read is not said.

    A ring that is aromatic in part is a pattern, unless a ``whole`` structure is asked for: then
    it is one with an error.
    """
    if _is_molfile(text):
        return Notation.MOLFILE
    if _INCHI.match(text):
        return Notation.INCHI
    if _ONLY_IN_SMARTS.search(text):
        return Notation.SMARTS
    with quiet():
        smiles: Any = Chem.MolFromSmiles(text, sanitize=False) if _is_one_word(text) else None
        is_pattern = smiles is None or (not whole and _is_aromatic_in_part(smiles))
        if is_pattern and _pattern(text) is not None:
            return Notation.SMARTS
    return Notation.SMILES


def refuse_size(text: str, notation: Notation) -> None:
    """Raises QueryError for what is empty, too long, or nested too deep to be read."""
    name = NAMES[notation]
    if not text:
        raise QueryError("There is no structure. Draw one, or paste a SMILES such as c1ccccc1O.")
    if notation is Notation.MOLFILE:
        if len(text) > LARGEST_MOLFILE:
            raise QueryError(too_large_molfile(len(text)))
    elif len(text) > LONGEST_LINE:
        raise QueryError(
            f"A {name} has at most {LONGEST_LINE:,} characters here, and this one has "
            f"{len(text):,}. Search for a part of the structure."
        )
    if notation is Notation.SMARTS and (depth := _recursion(text)) > DEEPEST_RECURSION:
        raise QueryError(
            f"This SMARTS has environments $(…) inside each other {depth} times over, and at most "
            f"{DEEPEST_RECURSION} can be searched for. Write it with fewer."
        )


def _is_molfile(text: str) -> bool:
    return "\n" in text and bool(_COUNTS.search(text) or _END.search(text))


def _molblock(text: str) -> str:
    """With its three lines of header, of which pasting often loses what is empty, and without what
    follows the first molecule."""
    lines = text.splitlines()
    counts = next((place for place, line in enumerate(lines) if _COUNTS.search(line)), 3)
    header = ["", "", "", *lines[:counts]][-3:]
    body = lines[counts:]
    end = next((place for place, line in enumerate(body) if _END.match(line)), len(body))
    return "\n".join([*header, *body[: end + 1], ""])


def _recursion(smarts: str) -> int:
    """How deep recursive environments stand inside each other."""
    deepest = 0
    open_brackets: list[bool] = []
    for token in _OPENS_OR_CLOSES.findall(smarts):
        if token == ")":
            if open_brackets:
                open_brackets.pop()
        else:
            open_brackets.append(token == "$(")
            deepest = max(deepest, sum(open_brackets))
    return deepest


def _is_one_word(text: str) -> bool:
    """RDKit takes what follows a space for a name."""
    return text.isascii() and text.isprintable() and " " not in text


def _is_aromatic_in_part(molecule: Any) -> bool:
    """``c-c`` and ``[nH]`` cannot exist, yet they say something of parts of rings."""
    problems = {problem.GetType() for problem in Chem.DetectChemistryProblems(molecule)}
    return bool(problems) and problems <= {"AtomKekulizeException", "KekulizeException"}


def _pattern(text: str) -> Any:
    """The molecule of a SMARTS, or None."""
    pattern: Any = Chem.MolFromSmarts(text) if _is_one_word(text) else None
    return pattern if pattern is not None and pattern.GetNumAtoms() else None


def _smarts(text: str) -> Any:
    pattern = _pattern(text)
    if pattern is None:
        raise QueryError(
            f"{quoted(text)} is not a SMARTS; check brackets, ring numbers and bonds. "
            "[#7]-c1ccccc1 is one: any nitrogen on a benzene ring."
        )
    return _ready(Chem.MergeQueryHs(pattern))


def _part(text: str, notation: Notation, chirality: bool) -> Query:
    """A substructure that is drawn or written as a molecule."""
    molecule = _molecule(text, notation, keep_hydrogens=True)
    line = Chem.MolToSmiles(molecule)
    is_also_smarts = notation is Notation.SMILES and _pattern(text) is not None
    if any(atom.HasQuery() for atom in molecule.GetAtoms()):  # lists of atoms in a molfile
        line = Chem.MolToSmarts(molecule)
    wildcards: Any = Chem.AdjustQueryParameters.NoAdjustments()
    wildcards.makeDummiesQueries = True
    pattern = Chem.AdjustQueryProperties(Chem.MergeQueryHs(molecule), wildcards)
    return Query(_ready(pattern), AsRead(notation, line, is_also_smarts=is_also_smarts), chirality)


def _whole(text: str, notation: Notation, mode: Mode) -> Query:
    molecule = _molecule(text, notation, keep_hydrogens=False)
    if any(atom.HasQuery() or atom.GetAtomicNum() == 0 for atom in molecule.GetAtoms()):
        raise QueryError(_needs_whole_structure(text, mode))
    note = ANY_TAUTOMER if notation is Notation.INCHI and mode is Mode.EXACT else ""
    return Query(molecule, AsRead(notation, Chem.MolToSmiles(molecule), note))


def _no_smiles(asked: Asked) -> str:
    """Why a line was read as SMARTS that looks like SMILES, unless that was asked for."""
    text = asked.structure.strip()
    if asked.notation or notation_of(text, whole=True) is not Notation.SMILES:
        return ""
    try:
        read_molecule(text)
    except StructureError as error:
        return f"It was read as a SMARTS, as it cannot be a SMILES: {error}"
    return ""


def _molecule(text: str, notation: Notation, *, keep_hydrogens: bool) -> Any:
    molecule: Any
    if notation is Notation.MOLFILE:
        molecule = Chem.MolFromMolBlock(_molblock(text), removeHs=not keep_hydrogens)
        wrong = "This molfile cannot be read; export the structure once more, as V2000 or V3000."
    elif notation is Notation.INCHI:
        molecule = rdinchi.InchiToMol(text)[0]
        molecule = molecule and with_amides(molecule)
        wrong = (
            f"{quoted(text)} is not an InChI that can be read. Paste it whole, or paste the SMILES."
        )
    else:
        try:
            molecule = read_molecule(text)
        except StructureError as error:
            raise QueryError(str(error)) from error
        wrong = f"{quoted(text)} is not a SMILES."
        if keep_hydrogens:
            parameters: Any = Chem.SmilesParserParams()
            parameters.removeHs = False
            molecule = Chem.MolFromSmiles(text, parameters)
    if molecule is None or molecule.GetNumAtoms() == 0:
        raise QueryError(wrong)
    return molecule


def _needs_whole_structure(text: str, mode: Mode) -> str:
    search = "An exact search" if mode is Mode.EXACT else "A search by similarity"
    return (
        f"{quoted(text)} is a pattern, with atoms or bonds left open. {search} needs a whole "
        "structure: replace what is open, or search for a substructure."
    )


def _ready(pattern: Any) -> Any:
    """With what its fingerprint and matching ask for: rings, and hydrogens as they are written."""
    pattern.UpdatePropertyCache(strict=False)
    Chem.FastFindRings(pattern)
    return pattern
