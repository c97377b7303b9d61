"""The facts that sources are given for, as pointers into the document: offered, and checked."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError

from catalog.models import FactSource
from catalog.specification import declaration
from catalog.specification.fields import Field
from catalog.specification.parts import Many, Part, Shared
from catalog.specification.pointers import Pointer

DATALIST = "facts"
NO_FACTS = frozenset({"fact_sources", "internal_note", "slug"})
ROW = "/0"


def _pointers(part: Part, prefix: str = "") -> Iterator[str]:
    """Every member with what it is made of; rows of a list have the place 0."""
    for field in part.fields:
        if not prefix and field.name in NO_FACTS:
            continue
        path = f"{prefix}/{field.name}"
        yield path
        yield from _within(field, path)


def _within(field: Field, path: str) -> Iterator[str]:
    if isinstance(field, Many):
        yield f"{path}{ROW}"
        yield from _pointers(field.part, f"{path}{ROW}")
    elif isinstance(field, Shared):
        yield from _pointers(field.part, path)
    elif isinstance(field, Pointer):
        yield from (f"{path}/{member}" for member in field.members)


POINTERS = tuple(_pointers(declaration.product))
SUGGESTED = tuple(pointer for pointer in POINTERS if ROW not in pointer)


class FactSourceForm(forms.ModelForm[FactSource]):
    """A source of a fact, which is one that documents have."""

    class Meta:
        model = FactSource
        fields = ("fact", "source")  # the inline names them all
        widgets = {"fact": forms.TextInput(attrs={"list": DATALIST, "class": "vTextField"})}
        help_texts = {
            "fact": "Where it stands in the document, such as /compound/formula; of a row its "
            "place from 0, /solubility/0/amount."
        }

    def clean_fact(self) -> str:
        fact: str = self.cleaned_data["fact"]
        if "fact" in self.changed_data and not is_fact(fact):
            raise ValidationError(f"'{fact}' does not point at a fact of a product. {_hint(fact)}")
        return fact


def is_fact(pointer: str) -> bool:
    """Whether documents have such a member, in whichever row."""
    return re.sub(r"/[0-9]+(?=/|$)", ROW, pointer) in POINTERS


def _hint(fact: str) -> str:
    """The members of nearly that name, whole or in their last step."""
    last = {pointer: pointer.rsplit("/", 1)[1] for pointer in POINTERS}
    wanted = fact.rstrip("/").rsplit("/", 1)[-1].lower().replace(" ", "_").replace("-", "_")
    near = get_close_matches(fact.lower(), POINTERS, n=3, cutoff=0.75)
    near += [pointer for pointer, name in last.items() if name == wanted]
    near += [
        pointer
        for name in get_close_matches(wanted, set(last.values()), n=3, cutoff=0.75)
        for pointer in POINTERS
        if last[pointer] == name
    ]
    if not near:
        return "Write, for instance, /compound/formula or /solubility."
    return f"Is it {' or '.join(list(dict.fromkeys(near))[:4])}?"
