"""From the type of a member to the field that dumps, loads and describes it."""

from collections.abc import Callable, Iterator
from datetime import date
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from django.db import models

from catalog.specification import pointers, values
from catalog.specification.fields import (
    Choice,
    Date,
    Field,
    Points,
    RequiredText,
    Text,
    Words,
    flag,
    integer,
)
from catalog.specification.member import PLAIN, Member
from catalog.specification.parts import Many, Part, Shared, SharedMany
from catalog.specification.quantity import Quantity

M = TypeVar("M", bound=values.Members)
_parts: dict[type[values.Members], Part] = {}


def describes(
    model: type[models.Model], *, title: str = "", header: tuple[str, ...] = (), **known: Any
) -> Callable[[type[M]], type[M]]:
    """The members of the class are those of a row of ``model``; what else is ``known`` of such a
    row, ``Part`` says. Members of the ``header`` come from no column.
    """

    def describe(cls: type[M]) -> type[M]:
        fields = [field for field in _fields(cls, model) if field.name not in header]
        _parts[cls] = Part(model, *fields, title=title or _in_words(cls.__name__), **known)
        return cls

    return describe


def part_of(cls: type[values.Members]) -> Part:
    return _parts[cls]


def _in_words(name: str) -> str:
    """``Registry number`` for RegistryNumber."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.strip().capitalize()


def _fields(cls: type[values.Members], model: type[models.Model]) -> Iterator[Field]:
    hints = get_type_hints(cls, include_extras=True)
    for name in cls.__struct_fields__:
        yield _field(name, hints[name], model)


def _field(name: str, annotation: Any, model: type[models.Model]) -> Field:
    type_, member = annotation, PLAIN
    if get_origin(annotation) is Annotated:
        type_, *notes = get_args(annotation)
        member = next(note for note in notes if isinstance(note, Member))
    kinds = [kind for kind in get_args(type_) if kind is not NoneType]
    optional = NoneType in get_args(type_)
    made = _made(name, kinds[0] if optional else type_, optional, model, member)
    made.member, made.about, made.internal = member, member.about, member.internal
    made.wholly_public = made.wholly_public and not member.internal
    return made


def _prefix(name: str, model: type[models.Model], member: Member) -> str:
    """What the columns of a quantity begin with: nothing, if it is the one of its row."""
    if member.column is not None:
        return member.column
    columns = {field.name for field in model._meta.get_fields()}
    return f"{name}_" if f"{name}_printed" in columns else ""


def _made(
    name: str, type_: Any, optional: bool, model: type[models.Model], member: Member
) -> Field:
    column = member.column or name
    if get_origin(type_) is tuple:
        return _list(name, get_args(type_)[0], column, member)
    if get_origin(type_) is Literal:
        return Choice(name, get_args(type_), column, required=not optional)
    if type_ is values.Quantity:
        return Quantity(name, _prefix(name, model, member))
    if pointer := _pointer(name, type_, column, member):
        pointer.required = not optional
        return pointer
    if issubclass(type_, values.Members):
        return Shared(name, part_of(type_), column, required=not optional)
    return _value(name, type_, optional, column, member)


def _list(name: str, item: Any, column: str, member: Member) -> Field:
    if item is str:
        assert member.words is not None, name
        return Words(name, member.words)
    if item == values.Point:
        return Points(name, column)
    if member.shared:
        return SharedMany(name, part_of(item), column)
    return Many(name, part_of(item), column, public_if=member.public_if)


def _pointer(name: str, type_: Any, column: str, member: Member) -> pointers.Pointer | None:
    if type_ is values.NamedProduct:
        return pointers.ProductPointer(name, column)
    if type_ is values.NamedCompound:
        return pointers.CompoundPointer(name, column)
    if type_ is values.NamedFile:
        if member.document:
            return pointers.DocumentPointer(name, member.document)
        return pointers.PicturePointer(name, column)
    return None


def _value(name: str, type_: Any, optional: bool, column: str, member: Member) -> Field:
    if issubclass(type_, models.TextChoices):
        return Choice(name, type_, column, required=not optional)
    if member.choices:
        return Choice(
            name, member.choices, column, required=not optional, published=member.published
        )
    if type_ is bool:
        return flag(name, default=member.default, only=member.only)
    if type_ is int:
        return integer(name, default=member.default, minimum=member.minimum, required=not optional)
    if type_ is date:
        return Date(name, column)
    assert type_ is str, f"no field for {name}: {type_}"
    return Text(name, column) if optional else RequiredText(name, column)
