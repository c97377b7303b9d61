"""CAS Registry Numbers and EC numbers: one canonical spelling, and the check digit.

Both end in a digit computed from the others, so one mistyped digit is always noticed.

Sources
    CAS  https://www.cas.org/support/documentation/chemical-substances/checkdig
    EC   European Community number, check digit as in the EC Inventory (EINECS, ELINCS, NLP), see
         ECHA, https://echa.europa.eu/information-on-chemicals/ec-inventory
"""

import re
from typing import Final

from catalog.chemistry.errors import ChemistryError, quoted
from catalog.chemistry.typography import plain

_CAS_LABEL: Final = re.compile(r"^CAS(?:[ -]?(?:RN|No|Nr|Number|#)\b\.?|#)?[ .:#-]*", re.IGNORECASE)
_EC_LABEL: Final = re.compile(
    r"^(?:EC|EINECS|ELINCS)(?:[ -]?(?:No|Nr|Number|#)\b\.?|#)?[ .:#-]*", re.I
)
_CAS_SHAPE: Final = re.compile(r"0*([1-9][0-9]{1,6}) ?-? ?([0-9]{2}) ?-? ?([0-9])")
_EC_SHAPE: Final = re.compile(r"([0-9]{3}) ?-? ?([0-9]{3}) ?-? ?([0-9])")


class CasError(ChemistryError):
    """Not a CAS Registry Number."""


class EcError(ChemistryError):
    """Not an EC number."""


def parse_cas(text: str) -> str:
    """A CAS number in its canonical spelling: ``CAS No. 104987113`` becomes ``104987-11-3``."""
    bare = _CAS_LABEL.sub("", plain(text))
    shape = _CAS_SHAPE.fullmatch(bare)
    if shape is None:
        if _is_ec(bare):
            raise CasError(
                f"{quoted(text)} is an EC number, not a CAS number; enter it as the EC number."
            )
        raise CasError(
            f"{quoted(text)} is not a CAS number, which has 2 to 7 digits, a hyphen, 2 digits, a "
            "hyphen and "
            "a check digit, such as 104987-11-3."
        )
    first, second, given = shape.groups()
    expected = cas_check_digit(first + second)
    if int(given) != expected:
        if _is_ec(bare):
            raise CasError(
                f"{quoted(text)} is an EC number, not a CAS number; enter it as the EC number."
            )
        raise CasError(
            f"The check digit of CAS number {quoted(text)} is {given} and should be {expected}; "
            "compare each digit with the source."
        )
    return f"{first}-{second}-{given}"


def parse_ec(text: str) -> str:
    """An EC number in its canonical spelling, such as ``297-473-0``."""
    bare = _EC_LABEL.sub("", plain(text))
    shape = _EC_SHAPE.fullmatch(bare)
    if shape is None:
        if _is_cas(bare):
            raise EcError(
                f"{quoted(text)} is a CAS number, not an EC number; enter it as the CAS number."
            )
        raise EcError(
            f"{quoted(text)} is not an EC number, which has 3 digits, a hyphen, 3 digits, a hyphen "
            "and "
            "a check digit, such as 200-362-1."
        )
    first, second, given = shape.groups()
    if first[0] in "01":
        raise EcError(
            f"{quoted(text)} is not an EC number, because the first of them is 200-001-8; compare "
            "each digit with the source."
        )
    expected = ec_check_digit(first + second)
    if expected is None:
        raise EcError(
            f"{quoted(text)} is not an EC number, because no EC number begins with "
            f"{first}-{second}; "
            "compare each digit with the source."
        )
    if int(given) != expected:
        raise EcError(
            f"The check digit of EC number {quoted(text)} is {given} and should be {expected}; "
            "compare each digit with the source."
        )
    return f"{first}-{second}-{given}"


def cas_check_digit(digits: str) -> int:
    """Digits weighted 1, 2, 3 … from the right, summed, modulo 10."""
    return sum(weight * int(digit) for weight, digit in enumerate(reversed(digits), start=1)) % 10


def ec_check_digit(digits: str) -> int | None:
    """Six digits weighted 1 to 6 from the left, summed, modulo 11; ``None`` where that is 10.

    EINECS left out the numbers where it is 10. ELINCS, whose numbers begin with 4, gave them out
    with the check digit 1.
    """
    remainder = sum(weight * int(digit) for weight, digit in enumerate(digits, start=1)) % 11
    if remainder == 10:
        return 1 if digits.startswith("4") else None
    return remainder


def _is_cas(bare: str) -> bool:
    shape = _CAS_SHAPE.fullmatch(bare)
    return shape is not None and int(shape[3]) == cas_check_digit(shape[1] + shape[2])


def _is_ec(bare: str) -> bool:
    shape = _EC_SHAPE.fullmatch(bare)
    if shape is None or shape[1][0] in "01":
        return False
    return int(shape[3]) == ec_check_digit(shape[1] + shape[2])
