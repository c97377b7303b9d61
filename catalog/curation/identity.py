"""Rules on identity: formula, structure and weight must tell of one and the same form."""

from collections.abc import Iterator
from fractions import Fraction

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import Formula, parse_formula
from catalog.chemistry.weight import compare_weight
from catalog.curation.finding import Finding, Severity
from catalog.models import Compound as CompoundRow
from catalog.specification.declaration import Compound, Draft


def formula_of(compound: Compound | None) -> Formula | None:
    """The formula as typed, or ``None`` where there is none or where it can't be read."""
    if compound is None or not compound.formula:
        return None
    try:
        return parse_formula(compound.formula)
    except ChemistryError:
        return None


def formula_is_readable(draft: Draft) -> Iterator[Finding]:
    """A formula that was entered when more was accepted is corrected before it is published."""
    if draft.compound is None or not (formula := draft.compound.formula):
        return
    try:
        parse_formula(formula)
    except ChemistryError as error:
        yield Finding("formula", Severity.ERROR, "/compound/formula", formula, str(error))


def structure_agrees(draft: Draft) -> Iterator[Finding]:
    """Formula, InChI and InChIKey are those of the structure, hydrate water and salts included."""
    compound = draft.compound
    if compound is None or not compound.smiles:
        return
    from catalog.chemistry.structure import read_identity  # RDKit is slow to load

    try:
        structure = read_identity(compound.smiles)
    except ChemistryError as error:
        yield Finding("structure", Severity.ERROR, "/compound/smiles", compound.smiles, str(error))
        return
    drawn, typed = parse_formula(structure.formula), formula_of(compound)
    if typed and not typed.is_indeterminate and not _says_the_same(typed, drawn):
        yield Finding(
            "formula-structure",
            Severity.ERROR,
            "/compound/formula",
            typed.text,
            f"the structure has {drawn.total_hill}. Correct the formula or the structure; a salt "
            "or hydrate must be in both.",
        )
    if compound.inchikey and compound.inchikey != structure.inchikey:
        yield Finding(
            "inchikey-structure",
            Severity.ERROR,
            "/compound/inchikey",
            compound.inchikey,
            f"the structure's InChIKey is {structure.inchikey}; correct the one or the other.",
        )
    inchi = (compound.inchi or "").strip()
    if inchi.startswith("InChI=1S/") and inchi != structure.inchi:  # others have other layers
        yield Finding(
            "inchi-structure",
            Severity.ERROR,
            "/compound/inchi",
            inchi,
            f"the structure's InChI is {structure.inchi}; correct the one or the other.",
        )


def identifiers_have_their_form(draft: Draft) -> Iterator[Finding]:
    """Without a structure nothing else tells whether an InChI and an InChIKey are any."""
    compound = draft.compound
    if compound is None or compound.smiles:
        return
    inchi, inchikey = compound.inchi or "", compound.inchikey or ""
    if not (inchi or inchikey):
        return
    from catalog.chemistry.structure import check_inchikey, inchikey_of  # RDKit is slow to load

    key = ""
    try:
        key = inchikey_of(inchi) if inchi else ""
    except ChemistryError as error:
        yield Finding("inchi", Severity.ERROR, "/compound/inchi", inchi, str(error))
    if not inchikey:
        return
    try:
        spelled = check_inchikey(inchikey)
    except ChemistryError as error:
        yield Finding("inchikey", Severity.ERROR, "/compound/inchikey", inchikey, str(error))
        return
    right = key or spelled
    if inchikey != right:
        whose = "the InChI's key is" if key else "write it as"
        remedy = f"{whose} {right}; correct the one or the other."
        yield Finding("inchikey", Severity.ERROR, "/compound/inchikey", inchikey, remedy)


def _says_the_same(typed: Formula, drawn: Formula) -> bool:
    """Whether the structure holds the formula, or a whole multiple where that has half parts.

    ``C6H5NO2·½H2SO4`` is drawn as two molecules of the one and one of the other.
    """
    if typed == drawn or typed.total_hill == drawn.total_hill:
        return True
    parts = [component.count for component in typed.components]
    atoms, drawn_atoms = typed.atoms(), drawn.atoms()
    if atoms is None or drawn_atoms is None or atoms.keys() != drawn_atoms.keys():
        return False
    if all(isinstance(part, Fraction) and part.denominator == 1 for part in parts):
        return False
    factors = {drawn_atoms[symbol] / number for symbol, number in atoms.items()}
    same_charge = not typed.charge and not drawn.charge
    return same_charge and len(factors) == 1 and factors.pop().denominator == 1


def weight_agrees_with_formula(draft: Draft) -> Iterator[Finding]:
    """The printed weight is that of the formula, by today's atomic weights or by earlier ones.

    Without a formula the structure tells the weight. An average, as of a polymer, is no weight of
    either.
    """
    compound = draft.compound
    weight = compound.molecular_weight if compound else None
    if compound is None or weight is None or not weight.text:
        return
    if compound.weight_basis == CompoundRow.WeightBasis.AVERAGE:
        return
    formula = formula_of(compound) if compound.formula else _drawn_formula(compound)
    if formula is None:
        return
    printed = f"{weight.text} {weight.unit or 'g/mol'}"
    try:
        comparison = compare_weight(formula, printed)
    except ChemistryError as error:
        yield Finding("weight", Severity.ERROR, "/compound/molecular_weight", printed, str(error))
        return
    if comparison.verdict == "differs":
        yield Finding(
            "weight-formula",
            Severity.ERROR,
            "/compound/molecular_weight",
            printed,
            comparison.message,
        )


def _drawn_formula(compound: Compound) -> Formula | None:
    if not compound.smiles:
        return None
    from catalog.chemistry.structure import read_identity  # RDKit is slow to load

    try:
        return parse_formula(read_identity(compound.smiles).formula)
    except ChemistryError:
        return None
