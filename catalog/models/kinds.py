"""The kinds of product that a supplier of research reagents sells."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    SMALL_MOLECULE = "small_molecule", _("Small molecule")
    NATURAL_PRODUCT = "natural_product", _("Natural product")
    PEPTIDE = "peptide", _("Peptide")
    OLIGONUCLEOTIDE = "oligonucleotide", _("Oligonucleotide")
    POLYMER = "polymer", _("Polymer")
    LIPID_OR_GLYCAN = "lipid_or_glycan", _("Lipid or glycan")
    PROTEIN = "protein", _("Protein")
    ENZYME = "enzyme", _("Enzyme")
    ANTIBODY = "antibody", _("Antibody")
    PLASMID = "plasmid", _("Plasmid")
    CELL_LINE = "cell_line", _("Cell line")
    MICROORGANISM = "microorganism", _("Microorganism or extract")
    KIT = "kit", _("Kit")
    CONSUMABLE = "consumable", _("Consumable")


def kind_label(value: str) -> str:
    """In words; a kind that this version does not know stays as it is written."""
    return str(Kind(value).label) if value in Kind.values else value
