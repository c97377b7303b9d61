"""The page that shows products side by side: columns, links, and what was left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.presentation.comparison import MOST, Comparison, compare, comparison_address
from catalog.presentation.comparison.parts import Compared
from catalog.search.selection import LeftOut, Selection
from catalog.specification.reading import read_specification


@dataclass(frozen=True, slots=True)
class Choice:
    """A product that can be added."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a value was left out, and what can be added instead, while there is room."""

    sentence: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """``columns`` are the products, each with the address without it."""

    comparison: Comparison
    columns: list[tuple[Compared, str]]
    left_out: list[Notice]
    only_differences: bool
    has_unassessed: bool
    row_count: int
    difference_count: int
    all_url: str
    differences_url: str
    csv_url: str
    most: int
    has_room: bool


def compared(selection: Selection, only_differences: bool) -> Comparison:
    whole = compare([read_specification(row.revision.spec) for row in selection.listings])
    return whole.differing() if only_differences else whole


def comparison_page(selection: Selection, only_differences: bool) -> ComparisonPage:
    whole, numbers = compared(selection, only_differences=False), selection.numbers
    differing = whole.differing()
    return ComparisonPage(
        differing if only_differences else whole,
        [
            (product, _without(numbers, product.catalog_number, only_differences))
            for product in whole.products
        ],
        [_notice(left_out, numbers) for left_out in selection.left_out],
        only_differences,
        whole.has_unassessed,
        len(whole.rows),
        len(differing.rows),
        comparison_address(numbers),
        comparison_address(numbers, only_differences=True),
        comparison_address(numbers, only_differences=only_differences, as_file="csv"),
        MOST,
        len(numbers) < MOST,
    )


def _notice(left_out: LeftOut, numbers: list[str]) -> Notice:
    return Notice(left_out.sentence, tuple(_choices(left_out, numbers)))


def _choices(left_out: LeftOut, numbers: list[str]) -> Iterable[Choice]:
    for listing in left_out.instead if len(numbers) < MOST else ():
        if listing.catalog_number not in numbers:
            address = comparison_address([*numbers, listing.catalog_number])
            yield Choice(f"{listing.catalog_number} {listing.name}", address)


def _without(numbers: list[str], removed: str, only_differences: bool) -> str:
    kept = [number for number in numbers if number != removed]
    return comparison_address(kept, only_differences=only_differences)
