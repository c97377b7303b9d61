"""The compound: what the molecule is, shared by the products that contain it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from catalog.chemistry.cas import parse_cas, parse_ec
from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import parse_formula
from catalog.models.fields import KeyField
from catalog.models.ordering import OrderedPart
from catalog.models.quantity import (
    LONGEST_REMARK,
    Operator,
    QuantityColumns,
    has_number,
    in_order,
    read_quantity,
)


class Compound(models.Model):
    """One chemical form. Two salts of a base are two compounds with a common parent."""

    class Form(models.TextChoices):
        FREE = "free", _("Free form")
        SALT = "salt", _("Salt")
        HYDRATE = "hydrate", _("Hydrate")
        SOLVATE = "solvate", _("Solvate")
        ISOTOPOLOGUE = "isotopologue", _("Isotopologue")

    class Stoichiometry(models.TextChoices):
        EXACT = "exact", _("Exact")
        VARIABLE = "variable", _("Variable")
        UNKNOWN = "unknown", _("Unknown")

    class Stereochemistry(models.TextChoices):
        ABSOLUTE = "absolute", _("Absolute")
        RELATIVE = "relative", _("Relative")
        RACEMIC = "racemic", _("Racemic")
        MIXTURE = "mixture", _("Mixture of stereoisomers")
        UNDEFINED = "undefined", _("Undefined")
        ACHIRAL = "achiral", _("Achiral")

    class WeightBasis(models.TextChoices):
        PRINTED = "printed", "As printed by the supplier"
        COMPUTED = "computed", "Computed from the formula"
        AVERAGE = "average", "Average of a distribution"

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    formula = models.CharField(max_length=200, blank=True, help_text="As printed, C44H69NO12·H2O.")
    formula_key = KeyField("formula")
    weight_printed = models.CharField("molecular weight", max_length=300, blank=True)
    weight_operator = models.CharField(
        max_length=1, choices=Operator.choices, default=Operator.EQUAL, editable=False
    )
    weight_minimum = models.FloatField(null=True, editable=False)
    weight_maximum = models.FloatField(null=True, editable=False)
    weight_unit = models.CharField(max_length=8, blank=True, help_text="g/mol or kDa.")
    weight_remark = models.CharField(max_length=LONGEST_REMARK, blank=True, editable=False)
    weight_basis = models.CharField(max_length=8, choices=WeightBasis.choices, blank=True)
    smiles = models.TextField("SMILES", blank=True)
    inchi = models.TextField("InChI", blank=True)
    inchikey = models.CharField("InChIKey", max_length=27, blank=True, db_index=True)
    form = models.CharField(max_length=12, choices=Form.choices, blank=True)
    counter_ion = models.CharField(max_length=120, blank=True)
    stoichiometry = models.CharField(max_length=8, choices=Stoichiometry.choices, blank=True)
    stereochemistry = models.CharField(max_length=10, choices=Stereochemistry.choices, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="forms")

    class Meta:
        ordering = ("key",)
        constraints = (
            in_order("compound_weight_in_order", "weight_"),
            models.CheckConstraint(
                condition=Q(weight_printed="") | (~Q(weight_basis="") & ~Q(weight_unit="")),
                name="compound_weight_has_unit_and_basis",
                violation_error_message="A molecular weight needs its unit and its basis "
                "(printed, computed or average).",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="compound_not_its_own_parent",
                violation_error_message="A compound cannot be its own parent.",
            ),
        )

    def __str__(self) -> str:
        """Two of one name are told from each other by the key."""
        return self.name if self.key == slugify(self.name) else f"{self.name} ({self.key})"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, object] = {}
        if has_number(self.weight_printed):
            self.weight_unit = self.weight_unit or "g/mol"
        try:
            read_quantity(self, "weight_", families=("molar mass",))
        except ValidationError as error:
            errors |= error.message_dict
        if self.weight_minimum == 0 or self.weight_maximum == 0:
            errors["weight_printed"] = f"'{self.weight_printed}': a weight is more than zero."
        if self.formula:
            try:
                parse_formula(self.formula)
            except ChemistryError as error:
                errors["formula"] = str(error)
        try:
            self._complete_identity()
        except ChemistryError as error:
            errors["smiles"] = str(error)
        if errors:
            raise ValidationError(errors)

    def _complete_identity(self) -> None:
        """Derive InChI and InChIKey from the structure where they are not given."""
        if self.smiles and not (self.inchi and self.inchikey):
            from catalog.chemistry.structure import read_structure

            structure = read_structure(self.smiles)
            self.inchi = self.inchi or structure.inchi
            self.inchikey = self.inchikey or structure.inchikey


class RegistryNumber(OrderedPart):
    """A number in a public registry, of a compound or of a product."""

    class Type(models.TextChoices):
        CAS = "cas", _("CAS number")
        EC = "ec", _("EC number")
        PUBCHEM_CID = "pubchem_cid", "PubChem CID"
        CHEBI = "chebi", "ChEBI"
        CHEMBL = "chembl", "ChEMBL"
        UNII = "unii", "UNII"
        DRUGBANK = "drugbank", "DrugBank"
        UNIPROT = "uniprot", "UniProt"
        RRID = "rrid", "RRID"
        CELLOSAURUS = "cellosaurus", "Cellosaurus"

    class Qualifier(models.TextChoices):
        THIS_FORM = "this_form", "This form"
        PARENT = "parent", "Parent compound"
        PARENTAL_LINE = "parental_line", "Parental line"

    SHAPES = {
        Type.PUBCHEM_CID: (r"[1-9]\d*", "digits, such as 445643"),
        Type.CHEBI: (r"CHEBI:\d+", "such as CHEBI:61049"),
        Type.CHEMBL: (r"CHEMBL\d+", "such as CHEMBL269732"),
        Type.UNII: (r"[0-9A-Z]{10}", "ten letters and digits, such as Y5L2157C4J"),
        Type.DRUGBANK: (r"DB\d{5}", "such as DB00864"),
        Type.RRID: (r"RRID:\S+", "such as RRID:AB_2619696"),
        Type.CELLOSAURUS: (r"CVCL_[0-9A-Z]{4}", "such as CVCL_0065"),
    }

    product = models.ForeignKey(
        "catalog.Product", models.CASCADE, null=True, blank=True, related_name="registry_numbers"
    )
    compound = models.ForeignKey(
        Compound, models.CASCADE, null=True, blank=True, related_name="registry_numbers"
    )
    type = models.CharField(max_length=12, choices=Type.choices)
    value = models.CharField(max_length=60)
    value_key = KeyField("value", max_length=60, db_index=True)
    qualifier = models.CharField(
        max_length=14, choices=Qualifier.choices, default=Qualifier.THIS_FORM
    )

    class Meta(OrderedPart.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(product__isnull=True, compound__isnull=False)
                | Q(product__isnull=False, compound__isnull=True),
                name="registry_number_of_product_or_compound",
            ),
            models.UniqueConstraint(
                fields=("product", "type", "value_key"), name="registry_number_once_per_product"
            ),
            models.UniqueConstraint(
                fields=("compound", "type", "value_key"), name="registry_number_once_per_compound"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.value}"

    def clean(self) -> None:
        super().clean()
        self.value = self.value.strip()
        parsers = {self.Type.CAS: parse_cas, self.Type.EC: parse_ec}
        if parse := parsers.get(self.Type(self.type)) if self.type else None:
            try:
                self.value = parse(self.value)
            except ChemistryError as error:
                raise ValidationError({"value": str(error)}) from error
        elif shape := self.SHAPES.get(self.Type(self.type)) if self.type else None:
            self._check_shape(*shape)

    def _check_shape(self, pattern: str, example: str) -> None:
        import re

        if not re.fullmatch(pattern, self.value):
            label = self.get_type_display()
            raise ValidationError({"value": f"'{self.value}' is not a {label}: write {example}."})


class Constituent(OrderedPart, QuantityColumns):
    """A part of a mixture of isomers or of a formulation."""

    quantity_families = (
        "percent",
        "mass",
        "mass concentration",
        "molar concentration",
        "concentration factor",
    )

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="constituents")
    role = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    compound = models.ForeignKey(
        Compound, models.PROTECT, null=True, blank=True, related_name="constituent_of"
    )

    class Meta(OrderedPart.Meta):
        constraints = (in_order("constituent_amount_in_order"),)


class Sequence(OrderedPart):
    """The residues of a peptide, protein, oligonucleotide or plasmid."""

    class Type(models.TextChoices):
        DNA = "dna", "DNA"
        RNA = "rna", "RNA"
        PROTEIN = "protein", _("Amino acids")

    ALPHABETS = {
        Type.DNA: "ACGTUNRYSWKMBDHVI",
        Type.RNA: "ACGUTNRYSWKMBDHVI",
        Type.PROTEIN: "ACDEFGHIKLMNPQRSTVWYXUOBZJ",
    }

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="sequences")
    type = models.CharField(max_length=8, choices=Type.choices)
    text = models.TextField(blank=True)
    five_prime = models.CharField("5' or N terminus", max_length=80, blank=True)
    three_prime = models.CharField("3' or C terminus", max_length=80, blank=True)
    modifications = models.CharField(max_length=300, blank=True)
    backbone = models.CharField(max_length=120, blank=True)
    genbank = models.ForeignKey("catalog.StoredFile", models.PROTECT, null=True, blank=True)

    def clean(self) -> None:
        super().clean()
        self.text = "".join(self.text.split())
        if not self.type:
            return
        strangers = sorted(set(self.text.upper()) - set(self.ALPHABETS[self.Type(self.type)]))
        if strangers:
            residue = "amino acid" if self.type == self.Type.PROTEIN else "nucleotide"
            raise ValidationError(
                {
                    "text": f"'{''.join(strangers)}' is not a {residue} code of IUPAC; put termini "
                    "and modifications into their own fields."
                }
            )
