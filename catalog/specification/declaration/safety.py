"""What a product was classified for."""

from typing import Annotated

from catalog import models
from catalog.specification.deriving import describes
from catalog.specification.member import Member
from catalog.specification.values import Members


@describes(models.Hazard, told_apart_by=("statement", "system"), is_whole=True)
class Hazard(Members):
    """One hazard: the class and category of a system, and the code of its statement."""

    system: models.Hazard.System | None
    hazard_class: Annotated[str | None, Member(searched=True)]
    category: str | None
    statement: Annotated[str | None, Member(searched=True)]
