"""Where the atoms of a structure stand in its drawing.

RDKit has two engines. Its own keeps every bond as long as the next, but makes circles of large
rings and overlaps crowded groups; CoordGen is better at both, and now and then inverts a double
bond or tears a ring open. So where one is in doubt both are tried, and none is taken that tells of
another molecule.
"""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdCoordGen, rdDepictor, rdinchi
from rdkit.Geometry import Point3D

from catalog.chemistry.structure import quiet

MACROCYCLE: Final = 12
"""Rings of this size or more are laid out by CoordGen where nothing speaks against it."""

LONGEST_BOND: Final = 1.5
"""A layout with a bond longer than so many usual ones is torn."""

CLOSEST_ATOMS: Final = 0.5
"""Atoms nearer to each other than this part of a bond are read as one."""

APART: Final = 1.8
"""Room between two components, in bonds: that of ``Na+`` beside ``O-``."""

LEGIBLE: Final = 200
"""Of more atoms no drawing of a page's width can be read, so none is weighed against another, which
would take seconds."""

FREE_RING: Final = 30
"""In a larger ring CoordGen tries one outline after another for as long as nothing speaks against
any: a second for 36 atoms, hours for 48."""

RESTRAINED: Final = 0.35
"""Of that many of a ring's atoms CoordGen has to see to the side they are on, heteroatoms to the
inside and substituents to the outside, and is done in hundredths of a second. From 0.30 down it
may not end."""

Places = NDArray[np.float64]


def lay_out(molecule: Chem.Mol) -> Chem.Mol:
    """The molecule with coordinates for a drawing; the same molecule always gets the same.

    The first layout without a fault is taken, and else the one with the least. A stereochemistry
    that reads otherwise than the molecule's, or a torn bond, weighs most; then crossing bonds;
    then atoms on top of each other.
    """
    rings = molecule.GetRingInfo().AtomRings()
    if molecule.GetNumAtoms() > LEGIBLE or any(_is_free(molecule, ring) for ring in rings):
        rdDepictor.Compute2DCoords(molecule)
        return molecule
    largest_ring = max(map(len, rings), default=0)
    engines: list[Callable[[Chem.Mol], object]] = [rdDepictor.Compute2DCoords, rdCoordGen.AddCoords]
    if largest_ring >= MACROCYCLE:
        engines.reverse()
    tried: list[tuple[tuple[bool, int, bool], Chem.Mol]] = []
    for engine in engines:
        candidate = Chem.Mol(molecule)
        engine(candidate)
        _set_apart(candidate)
        faults = _faults(molecule, candidate)
        tried.append((faults, candidate))
        if not any(faults):
            break
    return min(tried, key=lambda layout: layout[0])[1]


def _is_free(molecule: Chem.Mol, ring: Sequence[int]) -> bool:
    """Whether CoordGen may not come to an end with a ring."""
    atoms = [molecule.GetAtomWithIdx(atom) for atom in ring]
    restrained = sum(atom.GetAtomicNum() != 6 or atom.GetDegree() > 2 for atom in atoms)
    return len(ring) > FREE_RING and restrained < RESTRAINED * len(ring)


def _faults(molecule: Chem.Mol, laid_out: Chem.Mol) -> tuple[bool, int, bool]:
    places = _places(laid_out)
    bonds = [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()) for bond in laid_out.GetBonds()]
    lengths = _lengths(places, bonds)
    usual = median(lengths) if lengths else 1.0
    torn = max(lengths, default=0.0) > LONGEST_BOND * usual
    overlapping = _closest(places) < CLOSEST_ATOMS * usual
    misleading = torn or not shows(laid_out, molecule)
    return misleading, _crossings(places, bonds), overlapping


def shows(laid_out: Chem.Mol, molecule: Chem.Mol) -> bool:
    """Whether the drawn bonds and wedges, read again, give the molecule's InChIKey."""
    told = Chem.Mol(laid_out)
    for info in Chem.FindPotentialStereo(told):
        undefined = info.specified != Chem.StereoSpecified.Specified
        if undefined and info.type == Chem.StereoType.Bond_Double:  # else read as drawn
            told.GetBondWithIdx(info.centeredOn).SetStereo(Chem.BondStereo.STEREOANY)
    with quiet():
        read_again = _read(Chem.MolToMolBlock(told))
        if read_again is None:
            return False
        return bool(rdinchi.MolToInchiKey(read_again) == rdinchi.MolToInchiKey(molecule))


def _read(block: str) -> Chem.Mol | None:
    return Chem.MolFromMolBlock(block)


def _set_apart(molecule: Chem.Mol) -> None:
    """Push each smaller component away from the larger ones until there is room between them."""
    components = sorted(Chem.GetMolFrags(molecule), key=lambda atoms: (-len(atoms), atoms))
    if len(components) == 1:
        return
    places = _places(molecule)
    bonds = [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()) for bond in molecule.GetBonds()]
    usual = median(_lengths(places, bonds)) if bonds else 1.5
    placed = list(components[0])
    for component in components[1:]:
        atoms = list(component)
        away = places[atoms].mean(axis=0) - places[placed].mean(axis=0)
        length = float(np.hypot(*away))
        step = away / length if length > 1e-6 else np.array([1.0, 0.0])
        while _distance(places[atoms], places[placed]) < APART * usual:
            places[atoms] += 0.1 * usual * step
        placed += atoms
    conformer = molecule.GetConformer()
    for atom, (x, y) in enumerate(places):
        conformer.SetAtomPosition(atom, Point3D(float(x), float(y), 0.0))


def _places(molecule: Chem.Mol) -> Places:
    return np.array(molecule.GetConformer().GetPositions()[:, :2], dtype=np.float64)


def _lengths(places: Places, bonds: Iterable[tuple[int, int]]) -> list[float]:
    return [float(np.hypot(*(places[begin] - places[end]))) for begin, end in bonds]


def _distance(these: Places, those: Places) -> float:
    """Between the nearest two atoms of two components."""
    offsets = these[:, np.newaxis] - those
    return float(np.hypot(offsets[..., 0], offsets[..., 1]).min())


def _closest(places: Places) -> float:
    offsets = places[:, np.newaxis] - places
    distances = np.hypot(offsets[..., 0], offsets[..., 1])
    np.fill_diagonal(distances, np.inf)
    return float(distances.min())


def _crossings(places: Places, bonds: list[tuple[int, int]]) -> int:
    """How many pairs of bonds cross: each has its ends on either side of the other."""
    if not bonds:
        return 0
    ends = np.array(bonds)
    begin, end = places[ends[:, 0]], places[ends[:, 1]]
    apart = (_side(begin, end, begin) * _side(begin, end, end)) < -1e-9
    return int((apart & apart.T).sum()) // 2


def _side(begin: Places, end: Places, point: Places) -> Places:
    """On which side of each bond (rows) each point (columns) lies."""
    along = (end - begin)[:, np.newaxis]
    across = point[np.newaxis] - begin[:, np.newaxis]
    side = along[..., 0] * across[..., 1] - along[..., 1] * across[..., 0]
    return np.asarray(side, dtype=np.float64)
