"""Sizes of packs as suppliers print them: ``5 x 1 mL``, ``10 mM * 1 mL in DMSO``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalog.chemistry.quantity import QuantityError, family_of, parse_quantity, with_remark
from catalog.chemistry.typography import plain, tidy

CONCENTRATIONS: Final = (
    "molar concentration", "mass concentration", "activity concentration", "percent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackSize:
    """``count`` containers of ``amount`` each, which is a solution if it has a concentration."""

    amount: str
    count: int | None = None
    concentration: str = ""
    solvent: str = ""


_TEN: Final = r"10(?:\^|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹])"
_BETWEEN: Final = re.compile(
    rf" ?[x×*] ?(?=\d)(?!{_TEN})|,(?!\d)|;|\((?!\w/\w\))|(?<!\w/\w)\)| of (?:an? )?(?=\d)",
    re.IGNORECASE,
)
_SOLVENT: Final = re.compile(
    r"(?:solution )?\b(?:in|solution in) (?P<solvent>[^(),;]+?)\s*(?=$|[(),;*×])"
)
_SOLUTION: Final = re.compile(r" ?(?:solution|stock)$", re.IGNORECASE)


def parse_pack_size(text: str) -> PackSize:
    """The parts of a pack's size; all of the text is the amount if it has no parts.

    Each part is left as it was typed, for whoever reads quantities. Words beside them are a remark.
    """
    shown = tidy(text)
    solvent = _SOLVENT.search(plain(text))
    rest = shown if solvent is None else f"{shown[: solvent.start()]}{shown[solvent.end() :]}"
    found: dict[str, str] = {}
    words = []
    for kind, part in _parts(rest):
        if kind in found:
            return PackSize(shown)
        if kind:
            found[kind] = part
        else:
            words.append(part)
    dissolved = solvent["solvent"] if solvent and "concentration" in found else ""
    if "amount" not in found or (solvent and not dissolved):
        return PackSize(shown)
    count = int(found["count"]) if "count" in found else None
    amount = with_remark(found["amount"], "; ".join(words))
    return PackSize(amount, count, found.get("concentration", ""), dissolved)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What each part says, and the part; nothing is said by words."""
    start = 0
    chars = plain(text)
    ends = [(match.start(), match.end()) for match in _BETWEEN.finditer(chars)]
    for end, next_start in [*ends, (len(chars), len(chars))]:
        if part := _SOLUTION.sub("", text[start:end].strip()):
            yield _kind(part), part
        start = next_start


def _kind(part: str) -> str:
    if re.fullmatch(r"[1-9]\d{0,5}", part):
        return "count"
    try:
        read = parse_quantity(part)
    except QuantityError:
        return ""
    if not read.unit:
        return ""
    dissolved = family_of(read.unit) in CONCENTRATIONS or read.unit.endswith(("/mL", "/µL"))
    return "concentration" if dissolved else "amount"
