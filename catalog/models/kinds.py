"""The kinds of product that a supplier of research reagents sells."""

from django.db import models


class Kind(models.TextChoices):
    SMALL_MOLECULE = "small_molecule", "Small molecule"
    NATURAL_PRODUCT = "natural_product", "Natural product"
    PEPTIDE = "peptide", "Peptide"
    OLIGONUCLEOTIDE = "oligonucleotide", "Oligonucleotide"
    POLYMER = "polymer", "Polymer"
    LIPID_OR_GLYCAN = "lipid_or_glycan", "Lipid or glycan"
    PROTEIN = "protein", "Protein"
    ENZYME = "enzyme", "Enzyme"
    ANTIBODY = "antibody", "Antibody"
    PLASMID = "plasmid", "Plasmid"
    CELL_LINE = "cell_line", "Cell line"
    MICROORGANISM = "microorganism", "Microorganism or extract"
    KIT = "kit", "Kit"
    CONSUMABLE = "consumable", "Consumable"


def kind_label(value: str) -> str:
    """In words; a kind that this version does not know stays as it is written."""
    return str(Kind(value).label) if value in Kind.values else value
