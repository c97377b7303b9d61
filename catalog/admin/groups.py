"""The product screen in the groups that a scientist thinks in: each has its fields and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.forms import BaseForm

from catalog.admin import inlines
from catalog.admin.findings import Count, LocatedFinding, count
from catalog.admin.quantities import as_seen
from catalog.admin.refusals import RefusedInput, refused_fields, refused_rows
from catalog.models import Product
from catalog.specification import declaration


@dataclass(frozen=True, slots=True)
class Group:
    """The members that are declared to be of it, the screen's ``own`` fields, then ``parts``. What
    is ``always_open`` is not folded when it is empty."""

    key: str
    title: str
    about: str
    own: tuple[str, ...] = ()
    parts: tuple[type[inlines.PartInline | inlines.LongPartInline], ...] = ()
    always_open: bool = False

    @property
    def fields(self) -> list[str | tuple[str, ...]]:
        """The columns line by line; those of one line are a tuple."""
        lines: list[list[str]] = []
        for field in declaration.product.fields:
            if field.member.group == self.key:
                if field.member.same_line:
                    lines[-1].append(field.form_column)
                else:
                    lines.append([field.form_column])
        return [*(tuple(line) if len(line) > 1 else line[0] for line in lines), *self.own]

    @property
    def seen_fields(self) -> list[str | tuple[str, ...]]:
        """The same for who may only look."""
        return [
            as_seen(line) if isinstance(line, str) else tuple(map(as_seen, line))
            for line in self.fields
            if line not in self.own
        ]


GROUPS = (
    Group(
        "identity", "Identity and names", "numbers, names, kind, status",
        ("seen_hash",),
        (inlines.SynonymInline, inlines.RegistryNumberInline),
        always_open=True,
    ),
    Group(
        "chemistry", "Chemistry", "compound, constituents, sequences",
        parts=(inlines.ConstituentInline, inlines.SequenceInline),
    ),
    Group(
        "biology", "Biology and characteristics", "clone, host, species, unit definition, purity",
        parts=(inlines.CharacteristicInline,),
    ),
    Group(
        "physics", "Physical properties", "as suppliers print them, with their conditions",
        parts=(inlines.AbsorptionMaximumInline,),
    ),
    Group(
        "handling", "Handling", "as supplied, solubility, storage, stock solutions",
        parts=(
            inlines.SolubilityInline, inlines.StorageConditionInline,
            inlines.SolutionStabilityInline, inlines.WorkingConcentrationInline,
        ),
    ),
    Group(
        "evidence", "Evidence", "activities, sections of text, figures",
        parts=(inlines.ActivityInline, inlines.SectionInline, inlines.FigureInline),
    ),
    Group("quality", "Quality", "quality tests", parts=(inlines.QualityTestInline,)),
    Group(
        "ordering", "Ordering", "packs, kit components",
        parts=(inlines.PackInline, inlines.KitComponentInline),
    ),
    Group(
        "relations", "Relations and classification", "variants, terms, related products",
        parts=(inlines.RelationInline,),
    ),
    Group(
        "safety", "Safety", "hazard status, hazards, precautions, pictograms, transport",
        parts=(inlines.HazardInline, inlines.TransportInline),
    ),
    Group(
        "documents", "Documents and statements", "intended use, trade marks, terms, attachments",
        parts=(inlines.AttachmentInline,),
    ),
    Group("sources", "Sources", "where facts come from", parts=(inlines.FactSourceInline,)),
    Group(
        "internal", "Internal", "note, and why you change it", ("save_reason",), always_open=True
    ),
)  # fmt: skip

INLINES = tuple(part for group in GROUPS for part in group.parts)


def fieldsets(*, seen_only: bool = False) -> Any:
    """The fieldsets as the admin declares them: one for each group that has fields.

    Whoever may only look sees no lock, is asked for no reason, and sees quantities whole.
    """
    return [
        (None, {"fields": group.seen_fields if seen_only else group.fields})
        for group in GROUPS
        if group.fields
    ]


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A group with what is entered in it."""

    group: Group
    form: BaseForm
    product: Product
    fieldset: Any
    parts: list[InlineAdminFormSet]
    found: list[LocatedFinding]

    @property
    def count(self) -> Count:
        return count(found.finding for found in self.found)

    @property
    def refused(self) -> list[RefusedInput]:
        """What was typed here and refused."""
        rows = chain.from_iterable(map(refused_rows, self.parts))
        return [*refused_fields(self.form, self._field_names()), *rows]

    @property
    def contents(self) -> str:
        """What is entered, in words: "2 packs"; "empty" if nothing is."""
        words = [_counted(part, number) for part in self.parts if (number := _number(part))]
        if not words and not any(map(self._is_entered, self._field_names())):
            return "empty"
        return ", ".join(words)

    @property
    def is_open(self) -> bool:
        entered = self.contents != "empty"
        return self.group.always_open or entered or bool(self.found or self.refused)

    def _field_names(self) -> list[str]:
        return _names(self.fieldset)

    def _is_entered(self, name: str) -> bool:
        """Whether the field says anything, as it is shown: saved, typed, or filled in by a link."""
        if name not in {field.name for field in Product._meta.get_fields()}:
            return bool(getattr(self.product, name, None))
        field: Any = Product._meta.get_field(name)
        if name in self.form.fields:
            value = self.form[name].value()
        elif field.many_to_many:
            is_new = self.product._state.adding
            return not is_new and bool(getattr(self.product, name).exists())
        else:
            value = field.value_from_object(self.product)
        return value not in (None, "", [], field.get_default())


def _names(fieldset: Any) -> list[str]:
    return list(flatten(fieldset.fields)) if fieldset else []


def bound_groups(
    form: AdminForm, parts: list[InlineAdminFormSet], found: list[LocatedFinding]
) -> Iterator[BoundGroup]:
    """The groups of the screen with the fieldsets and inlines that the admin made for it."""
    made = iter(form)
    for group in GROUPS:
        own_parts = [part for part in parts if isinstance(part.opts, group.parts)]
        fieldset = next(made) if group.fields else None
        fields = set(_names(fieldset))
        prefixes = {part.formset.prefix for part in own_parts}
        yield BoundGroup(
            group,
            form.form,
            form.form.instance,
            fieldset,
            own_parts,
            [entry for entry in found if _is_in(entry, fields, prefixes)],
        )


def _is_in(entry: LocatedFinding, fields: set[str], prefixes: set[str | None]) -> bool:
    place = entry.place
    return place.inline in prefixes if place.inline else place.field in fields


def _number(part: InlineAdminFormSet) -> int:
    """The rows that are shown with something in them: kept ones, and typed ones not saved yet."""
    formset = part.formset
    typed = [form for form in formset.extra_forms if formset.is_bound and form.has_changed()]
    return len(formset.initial_forms) + len(typed)


def _counted(part: InlineAdminFormSet, number: int) -> str:
    options = part.opts
    noun = options.verbose_name if number == 1 else options.verbose_name_plural
    return f"{number} {noun}"
