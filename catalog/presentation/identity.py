"""Names, registry numbers and the structure: what says which substance or organism this is."""

from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import version
from typing import Any

from django.db.models import TextChoices
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from catalog.chemistry.errors import ChemistryError
from catalog.models import Compound, RegistryNumber, Synonym
from catalog.presentation.kept import kept
from catalog.presentation.parts import NOTHING, Fact, Line, undetermined
from catalog.presentation.typography import joined, prose, supplied
from catalog.specification import declaration
from catalog.specification.declaration import Specification
from catalog.specification.expected import is_expected

STRUCTURE_VERSION = 4
THUMBNAIL = {"width": 150, "height": 100, "most_atoms": 200}
MATCHED = {"width": 240, "height": 160}
SYSTEMATIC = (Synonym.Type.IUPAC, Synonym.Type.CAS_INDEX)
RESIDUES_PER_BLOCK = 10

_ADDRESSES = {
    "cas": "https://commonchemistry.cas.org/detail?cas_rn={}",
    "pubchem_cid": "https://pubchem.ncbi.nlm.nih.gov/compound/{}",
    "chebi": "https://www.ebi.ac.uk/chebi/searchId.do?chebiId={}",
    "chembl": "https://www.ebi.ac.uk/chembl/explore/compound/{}",
    "drugbank": "https://go.drugbank.com/drugs/{}",
    "uniprot": "https://www.uniprot.org/uniprotkb/{}",
    "rrid": "https://scicrunch.org/resolver/{}",
    "cellosaurus": "https://www.cellosaurus.org/{}",
}
_ENDS = {"dna": ("5′", "3′"), "rna": ("5′", "3′"), "protein": ("N-", "C-")}
_LENGTH_UNITS = {"dna": "nt", "rna": "nt", "protein": "aa"}


def registry_lines(spec: Specification, type_: RegistryNumber.Type) -> Iterator[tuple[str, Line]]:
    """JSON Pointer and line of each number of one registry: the compound's, then the product's."""
    seen = set()
    for path, numbers in (
        ("/compound/registry_numbers", spec.compound.registry_numbers if spec.compound else ()),
        ("/registry_numbers", spec.registry_numbers),
    ):
        for place, number in enumerate(numbers):
            if number.type == type_ and number.value not in seen:
                seen.add(number.value)
                yield f"{path}/{place}", Line(_registry_number(number), number.value)


def _registry_number(number: declaration.RegistryNumber) -> SafeString:
    shown: SafeString = format_html("{}", number.value)
    if address := _ADDRESSES.get(number.type):
        shown = format_html('<a href="{}">{}</a>', address.format(number.value), shown)
    if number.qualifier == RegistryNumber.Qualifier.PARENT:
        return format_html("{} ({})", shown, gettext("parent compound"))
    if number.qualifier == RegistryNumber.Qualifier.PARENTAL_LINE:
        return format_html("{} ({})", shown, gettext("parental line"))
    return shown


def registry_fact(spec: Specification, type_: RegistryNumber.Type) -> Fact | None:
    found = list(registry_lines(spec, type_))
    if not found:
        return None
    paths = tuple(path for path, _ in found)
    label = mark_safe(str(type_.label))
    return Fact(label, tuple(line for _, line in found), paths[0], type_, paths=paths)


def synonym_facts(spec: Specification, types: Iterable[Synonym.Type]) -> Iterator[Fact]:
    """One fact for each type of synonym; systematic names one a line, others in a row."""
    for type_ in types:
        found = [
            (f"/synonyms/{place}", synonym.text)
            for place, synonym in enumerate(spec.synonyms)
            if (synonym.type or Synonym.Type.COMMON) == type_
        ]
        if not found:
            continue
        texts = [text for _, text in found]
        if type_ in SYSTEMATIC:
            lines = tuple(Line(supplied(text), text) for text in texts)
        else:
            lines = (Line(supplied(joined(map(prose, texts)))),)
        paths = tuple(path for path, _ in found)
        label = mark_safe(_synonyms_label(type_, len(texts)))
        yield Fact(label, lines, paths[0], f"synonyms.{type_}", paths=paths)


def _synonyms_label(type_: Synonym.Type, count: int) -> str:
    labels = {
        Synonym.Type.COMMON: gettext("Synonyms"),
        Synonym.Type.TRADE: ngettext("Trade name", "Trade names", count),
        Synonym.Type.CODE: ngettext("Code", "Codes", count),
        Synonym.Type.IUPAC: ngettext("IUPAC name", "IUPAC names", count),
        Synonym.Type.CAS_INDEX: ngettext("CAS index name", "CAS index names", count),
    }
    return labels[type_]


def identity_facts(spec: Specification) -> Iterator[Fact]:
    """Everything that tells the substance apart, below what a visitor wants first."""
    yield from synonym_facts(spec, SYSTEMATIC)
    compound = spec.compound
    if compound:
        yield from _compound_facts(compound)
    for type_ in RegistryNumber.Type:
        if type_ != RegistryNumber.Type.CAS and (fact := registry_fact(spec, type_)):
            yield fact


def _compound_facts(compound: declaration.Compound) -> Iterator[Fact]:
    if compound.form:
        form = joined([_label(compound.form), supplied(compound.counter_ion)])
        yield _fact(gettext("Form"), form, "form")
    elif ion := compound.counter_ion:
        yield _fact(gettext("Counter-ion"), supplied(ion), "counter_ion")
    if parent := compound.parent:
        yield _fact(gettext("Parent compound"), supplied(parent.name), "parent")
    if compound.stoichiometry and compound.stoichiometry != Compound.Stoichiometry.EXACT:
        stoichiometry = _label(compound.stoichiometry)
        yield _fact(gettext("Stoichiometry"), stoichiometry, "stoichiometry")
    if compound.stereochemistry:
        stereochemistry = _label(compound.stereochemistry)
        yield _fact(gettext("Stereochemistry"), stereochemistry, "stereochemistry")
    for member, label, text in (
        ("smiles", "SMILES", compound.smiles),
        ("inchi", "InChI", compound.inchi),
        ("inchikey", "InChIKey", compound.inchikey),
    ):
        if text:
            html = format_html('<span class="code">{}</span>', text)
            yield Fact(mark_safe(label), (Line(html, text),), f"/compound/{member}", member)


def _label(choice: TextChoices) -> SafeString:
    return conditional_escape(str(choice.label))


def _fact(label: str, html: SafeString, member: str) -> Fact:
    return Fact(mark_safe(label), (Line(html),), f"/compound/{member}", member)


def sequence_facts(spec: Specification) -> Iterator[Fact]:
    """Each sequence in blocks of ten with its ends and its length, and what was changed in it."""
    if not spec.sequences and is_expected(spec, "sequence"):
        yield undetermined(gettext("Sequence"), "/sequences", "sequence")
    for place, sequence in enumerate(spec.sequences):
        path = f"/sequences/{place}"
        label = gettext("Sequence, {type}").format(type=sequence.type.label)
        lines = []
        if sequence.text:
            lines += [Line(_residues(sequence, sequence.text), sequence.text)]
            unit = _LENGTH_UNITS[sequence.type]
            lines.append(Line(format_html("{}\N{NO-BREAK SPACE}{}", len(sequence.text), unit)))
        details = (
            (gettext("Modifications"), sequence.modifications),
            (gettext("Backbone"), sequence.backbone),
        )
        lines += [
            Line(format_html("{}: {}", name, supplied(text))) for name, text in details if text
        ]
        if lines:
            yield Fact(mark_safe(label), tuple(lines), path, f"sequence.{sequence.type}")


def _residues(sequence: declaration.Sequence, text: str) -> SafeString:
    blocks = [text[at : at + RESIDUES_PER_BLOCK] for at in range(0, len(text), RESIDUES_PER_BLOCK)]
    first, last = _ENDS[sequence.type]
    begin = f"{first}{sequence.five_prime or ''}"
    end = f"{sequence.three_prime or ''}{'' if last.endswith('-') else '-'}{last}"
    if last.endswith("-"):
        begin, end = sequence.five_prime or "", sequence.three_prime or ""
        begin = f"{begin}-" if begin else ""
        end = f"-{end}" if end else ""
    else:
        begin += "-"
        end = f"-{end}" if sequence.three_prime else end
    return format_html('<span class="sequence">{}{}{}</span>', begin, " ".join(blocks), end)


def structure(spec: Specification, title_id: str = "structure-title") -> SafeString:
    """The structure as SVG; nothing without one, or when it can't be drawn.

    A page with several gives each a ``title_id`` of its own.
    """
    compound = spec.compound
    if compound is None or not compound.smiles:
        return NOTHING
    title = gettext("Chemical structure of {compound}").format(compound=compound.name)
    return _drawing(compound.smiles, title=title, title_id=title_id)


def thumbnail(smiles: str) -> SafeString:
    """A small structure beside the name that says the same: screen readers skip it. None of a
    molecule that would be a blot.
    """
    return _drawing(smiles, title="", **THUMBNAIL)


def matched_structure(smiles: str, atoms: Collection[int]) -> SafeString:
    """A structure beside the name that says the same, with the atoms marked that a search
    matched."""
    return _drawing(smiles, title="", marked=sorted(atoms), **MATCHED)


def _drawing(smiles: str, **options: Any) -> SafeString:
    if not smiles:
        return NOTHING

    def draw() -> str:
        from catalog.chemistry.drawing import draw_structure

        try:
            return draw_structure(smiles, **options)
        except ChemistryError:
            return ""

    inputs = [smiles, options, version("rdkit")]
    return mark_safe(kept("structure", STRUCTURE_VERSION, inputs, draw))
