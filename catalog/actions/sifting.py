"""Sift what is to be published: what goes on, and what is refused, each with its reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from catalog.actions.errors import ActionError
from catalog.models import Product


@dataclass(frozen=True, slots=True)
class RefusedProduct:
    """A product of which no revision was made, and why."""

    product: Product
    error: ActionError


class OfProduct(Protocol):
    @property
    def product(self) -> Product: ...


T = TypeVar("T", bound=OfProduct)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Sifted(Generic[R]):
    """What goes on, in its order, and what does not."""

    going: list[R]
    refusals: list[RefusedProduct]


def sift(items: Iterable[T], check: Callable[[T], None]) -> Sifted[T]:
    """The items that ``check`` lets pass; it raises an ActionError for the others."""

    def passed(item: T) -> T:
        check(item)
        return item

    return sift_made(items, passed)


def sift_made(items: Iterable[T], make: Callable[[T], R]) -> Sifted[R]:
    """What ``make`` makes of the items; it raises an ActionError where it cannot."""
    going: list[R] = []
    refusals: list[RefusedProduct] = []
    for item in items:
        try:
            going.append(make(item))
        except ActionError as error:
            refusals.append(RefusedProduct(item.product, error))
    return Sifted(going, refusals)
