"""SMARTS made up from real structures and from the grammar, the same ones in every run."""

import random

from rdkit import Chem

BONDS = ("", "-", "=", "#", ":", "~", "@", "!@", "-,=", "=,:", "-;@", "-;!@", "!-", "!=;!#", "-,:")
FREE = (
    "*", "a", "A", "R", "!R", "r5", "r6", "R2", "x2", "x3", "D1", "D2", "D3", "X2", "X3", "X4",
    "H0", "H1", "!H0", "h1", "v3", "v4", "+", "-", "+0", "!+0", "#6", "#7", "#8", "!#6", "!C",
    "C", "c", "N", "n", "O", "o", "S", "s", "F", "Cl", "Br", "I", "P", "Si", "B", "Na", "2H", "13C",
    "D{2-3}", "X{-2}", "^2", "^3", "$(C=O)", "!$(C=O)", "$([#7;R])", "$(a:a)", "$([!#1]~[#8])",
)  # fmt: skip
WRITTEN = (
    "[H2;N]", "[H1;n]", "[X3;c]", "[H1;O]", "[X4;N]", "[D2;R;C]", "[!C]", "[#6,#7]", "[C,N;H1]",
    "[$([NH2])]", "*", "[R]", "[!#6;!#1]", "C.N", "[Na+].[O-]", "[#1]O", "[H][N]", "[2H]C", "[13C]",
    "[+;N]", "[-;O]C", "[c;H1]:[H0;c]", "C!-C", "C-,=C", "C=,:C", "cn(c)c", "c1ccc1", "[a;#7]",
    "[R2;#6]@[#6;R2]", "[H0;$([#6]=[#8])]", "[D1;Cl,F,Br]", "C[C@H](N)C(=O)O", "[H1;C@@](N)(C)",
    "F/C=C/F", "C/C=C\\C", "[#6]1~[#6]~[#6]~[#6]~[#6]~[#6]1", "c1ccc2ccccc2c1", "[r5;n]1cccc1",
    "[!$(*#*)&!D1]-!@[!$(*#*)&!D1]", "[CX3](=[OX1])[NX3;H2,H1;!$(NC=O)]", "[#8;X1]=[X3;#6]",
    "[X3;#6](=[#8])[D2;#8]", "[#7;+]([#8;-])=O", "[v5;P]", "[$([H1;O][#6])]", "[X2;S;R0]",
)  # fmt: skip


def patterns(count: int, smiles: list[str], seed: int = 11) -> list[str]:
    """Different ones that RDKit can read, those written by hand first."""
    dice, made = random.Random(seed), dict.fromkeys(WRITTEN)
    molecules = [Chem.MolFromSmiles(text) for text in smiles]
    while len(made) < count:
        pattern = _free(dice) if dice.random() < 0.3 else _part_of(dice.choice(molecules), dice)
        if pattern and Chem.MolFromSmarts(pattern) is not None:
            made[pattern] = None
    return list(made)


def _free(dice: random.Random) -> str:
    """By the grammar alone: most of these match little."""
    atoms = [_free_atom(dice) for _ in range(dice.randint(1, 4))]
    if len(atoms) == 4 and dice.random() < 0.3:
        return f"{atoms[0]}1{atoms[1]}{dice.choice(BONDS)}{atoms[2]}{atoms[3]}1"
    between = [dice.choice((*BONDS, ".")) for _ in atoms[1:]]
    return atoms[0] + "".join(bond + atom for bond, atom in zip(between, atoms[1:], strict=True))


def _free_atom(dice: random.Random) -> str:
    said = [dice.choice(FREE) for _ in range(dice.randint(1, 3))]
    return f"[{dice.choice(';,&').join(said)}]"


def _part_of(molecule: Chem.Mol, dice: random.Random) -> str:
    """A connected part, each atom and bond of it said in one of many ways that are true."""
    start = dice.randrange(molecule.GetNumAtoms())
    chosen = [start]
    for _ in range(dice.randint(0, 6)):
        edge = [n.GetIdx() for i in chosen for n in molecule.GetAtomWithIdx(i).GetNeighbors()]
        if new := sorted(set(edge) - set(chosen)):
            chosen.append(dice.choice(new))
    symbols = ["" for _ in molecule.GetAtoms()]
    for place in chosen:
        symbols[place] = _said(molecule.GetAtomWithIdx(place), dice)
    bonds = [_bond_said(bond, dice) for bond in molecule.GetBonds()]
    return str(Chem.MolFragmentToSmiles(molecule, chosen, atomSymbols=symbols, bondSymbols=bonds))


def _said(atom: Chem.Atom, dice: random.Random) -> str:
    symbol = atom.GetSymbol().lower() if atom.GetIsAromatic() else atom.GetSymbol()
    number, hydrogens, rings = atom.GetAtomicNum(), atom.GetTotalNumHs(), atom.IsInRing()
    true = [
        f"H{hydrogens}", f"D{atom.GetDegree()}", f"X{atom.GetTotalDegree()}",
        f"v{atom.GetTotalValence()}", f"{atom.GetFormalCharge():+d}", "R" if rings else "!R",
        "a" if atom.GetIsAromatic() else "A", f"$([#{number}])", "!$([#99])", "!#99",
        "H0,!H0", f"#{number},#99", f"{symbol},Xe",
    ]  # fmt: skip
    if atom.GetIsotope():
        true.append(f"{atom.GetIsotope()}*")
    said = dice.sample(true, dice.randint(0, 3))
    element = dice.choice([symbol, symbol, f"#{number}", f"#{number}", "*", f"{symbol},#7,#16"])
    said.insert(dice.randint(0, len(said)), element)
    return f"[{';'.join(said)}]"


def _bond_said(bond: Chem.Bond, dice: random.Random) -> str:
    exact = {
        Chem.BondType.SINGLE: "-", Chem.BondType.DOUBLE: "=", Chem.BondType.TRIPLE: "#",
        Chem.BondType.AROMATIC: ":",
    }.get(bond.GetBondType(), "~")  # fmt: skip
    ring = "@" if bond.IsInRing() else "!@"
    usual = "" if exact in "-:" else exact
    return dice.choice(
        [usual, usual, usual, exact, "~", ring, f"{exact};{ring}", f"{exact},#", "!$"]
    )
