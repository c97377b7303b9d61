"""What columns mean that every part has, or that are no word of the trade: said once, for all."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from catalog.specification import declaration
from catalog.specification.member import PLAIN, Member

KEYS = {
    "qualitytest": "A short name that never changes, by which results of lots are held against "
    "the test: hplc-purity.",
    "figure": "A short name for the address and the file of the figure: dose-response.",
    "compound": "A short name that never changes, by which documents know the compound: "
    "tacrolimus-monohydrate.",
    "variantgroup": "A short name that never changes, by which documents know the group: "
    "lps-grades.",
}
HELP = {
    "position": "Rows are shown by this number, the lowest first.",
    "printed": "As printed: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A unit that is typed here moves into "
    "its own column. A remark goes into brackets: ≥ 98 % (HPLC).",
}
OF_A_PACK = (
    "As printed: 5 mg, 5 x 1 mL, 10 mM x 1 mL in DMSO. Unit, count, concentration and solvent that "
    "are typed here move into their own columns."
)


class Explained:
    """A screen, or a part of one, whose columns of these names are explained."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        member = _declared(db_field)
        if field is not None and member.label:
            field.label = member.label
        words = member.help or HELP.get(db_field.name)
        if db_field.name == "printed" and db_field.model._meta.model_name == "pack":
            words = OF_A_PACK
        if db_field.name == "key" and isinstance(db_field, models.SlugField):
            words = KEYS.get(str(db_field.model._meta.model_name))
        if field is not None and words:
            field.help_text = words
        return field


def _declared(column: models.Field[Any, Any]) -> Member:
    """What the declaration knows of a column of the product itself."""
    field = declaration.product.columns.get(column.name)
    return field.member if field and column.model is declaration.product.model else PLAIN
