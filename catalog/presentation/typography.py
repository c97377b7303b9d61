"""Setting printed text in type: true minus, en dash in ranges, µ, ×, spaces that do not break.

The supplier's text is kept as it was printed; these are the last steps before it is seen.
"""

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import parse_formula
from catalog.chemistry.quantity import DILUTION, UNIT_FAMILIES, family_of, format_significant
from catalog.chemistry.remark import remark_layout
from catalog.language import content_language
from catalog.specification.values import Quantity

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
SUPERSCRIPTS = str.maketrans("-−+0123456789", "⁻⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")

_SIGNS = (("<=", "≤"), (">=", "≥"), ("+/-", "±"), ("μ", "µ"), ("‐", "-"))
_NEGATIVE = re.compile(r"(?<![^\s(≤≥<>~±])[-‐‑–−] ?(?=\d)")
_NEGATIVE_TEMPERATURE = re.compile(r"(?<![^\s(≤≥<>~±])[-‐‑–−] ?(?=\d+(?:[.,]\d+)? ?°)")
_RANGE = re.compile(r"(?<=\d) ?[-‐‑–] ?(?=\d)")
_DASH_BETWEEN = re.compile(r"(?<=\d) ?[-‐‑–] ?(?=[−\d])")
_POWER_OF_TEN = re.compile(r"10\^ ?([+-]?\d{1,3})")
_TIMES = re.compile(r"(?<=\d) ?[x×] ?(?=\d)")
_AFTER_OPERATOR = re.compile(r"([≤≥<>~≈±]) ?(?=[−\d])")
_DEGREES = re.compile(r"(?<=\d) ?° ?(?=[CF]\b)")
_SYMBOLS = sorted({unit for family in UNIT_FAMILIES.values() for unit in family}, key=len)
_UNITS = "|".join(re.escape(unit) for unit in reversed(_SYMBOLS) if unit != "°")
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w/]))")
_WORD = re.compile(r"[^\W\d_]{3}")
_WORD_IN_QUANTITY = re.compile(r"[^\W\d_]{4}")  # cells, vials, "room temperature"; not mol, kDa
_COUNTED = frozenset({*UNIT_FAMILIES["count"], "days", "weeks", "months", "years"})
"""Units that are words; of one, they stand in the singular."""
_ONE = re.compile(r"(?<![\d.,–−])1$")
_MEASURE = re.compile(
    r"\b(p?(?:IC|EC|ED|LD|LC|TC|TD|CC|AC|GI|DC|MIC))(50|90)\b|\b([EDIλ])(max)\b"
    r"|\b(p?)(K)(i|d)\b|\b()(k)(inact)(?:/(K)(I))?\b"
)
_MEASURE_ALONE = re.compile(r"(pA)(2)|(p?)(K)(b|m)|()(k)(on|off)")
"""Names that mean something else in a text: Kb is a kilobase, pA2 a plasmid."""


def typeset(text: str | None) -> str:
    """Free text with the signs of the field. Hyphens stay, but before a temperature below zero."""
    return _spaced(_NEGATIVE_TEMPERATURE.sub(MINUS, _signs(text or "")))


def typeset_number(text: str) -> str:
    """A printed number or range: ``1 - 100`` is ``1–100``, ``-25 to -15`` is ``−25 to −15``."""
    set_text = _RANGE.sub(EN_DASH, _signs(text))
    set_text = _NEGATIVE.sub(MINUS, set_text)
    if MINUS in set_text:
        to = pgettext("between two numbers", "to")
        set_text = _DASH_BETWEEN.sub(f" {to} ", set_text)
    set_text = _POWER_OF_TEN.sub(lambda match: "10" + match[1].translate(SUPERSCRIPTS), set_text)
    set_text = _TIMES.sub(f"{NO_BREAK_SPACE}×{NO_BREAK_SPACE}", set_text)
    return _AFTER_OPERATOR.sub(rf"\1{NO_BREAK_SPACE}", set_text)


def prose(text: str | None) -> SafeString:
    """Free text as HTML, with IC50 and the like as subscripts."""
    return mark_safe(with_subscripts(escape(typeset(text))))


def supplied(text: SafeString | str | None) -> SafeString:
    """The supplier's words inside a line of ours: as ``prose``, if they are not HTML yet.

    They say which language they are in, where ours is another one.
    """
    html = text if isinstance(text, SafeString) else prose(text)
    language = content_language()
    if not language or not _WORD.search(html):
        return html
    return format_html('<span lang="{}">{}</span>', language, html)


def with_subscripts(html: str) -> str:
    """IC50, Ki and the like in a piece of HTML text, with their index below the line."""
    return _MEASURE.sub(_subscripted, html)


def measure(name: str | None) -> SafeString:
    """``EC50`` as EC with a subscript, ``Ki`` as K with a subscript, ``pA2`` likewise."""
    match = _MEASURE_ALONE.fullmatch(name or "")
    return mark_safe(_subscripted(match)) if match else prose(name)


def quantity(value: Quantity | None) -> SafeString:
    """A quantity of a document as it is read: number, space, unit, and the remark beside it."""
    if value is None:
        return mark_safe("")
    html, unit = _quantity(value), value.unit
    in_words = not unit or family_of(unit) == "count" or _WORD_IN_QUANTITY.search(html)
    html = supplied(html) if in_words else html
    remark = value.remark
    return format_html(remark_layout(remark), html, supplied(remark)) if remark else html


def _quantity(value: Quantity) -> SafeString:
    number = _spaced(typeset_number(value.text))
    unit = value.unit or ""
    if unit in _COUNTED and _ONE.search(number):
        unit = unit.removesuffix("s")
    if not unit or unit == DILUTION or number.endswith(unit):
        return mark_safe(escape(number))
    if unit == "pH":
        return format_html("pH{}{}", NO_BREAK_SPACE, number)
    return format_html("{}{}{}", number, NO_BREAK_SPACE, unit.replace(" ", NO_BREAK_SPACE))


def derived(value: float, digits: int = 3) -> str:
    """A calculated number: true minus, a power of ten where an exponent is needed.

    It has a decimal point in every language, because the printed numbers beside it have one.
    """
    text = format_significant(value, digits)
    mantissa, _, exponent = text.partition("e")
    mantissa = mantissa.replace("-", MINUS)
    if not exponent:
        return mantissa
    raised = exponent.translate(SUPERSCRIPTS)
    return f"{mantissa}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}10{raised}"


def formula(text: str) -> SafeString:
    """A molecular formula with true subscripts and superscripts; as typed if it can't be read."""
    try:
        segments = parse_formula(text).segments
    except ChemistryError:
        return mark_safe(escape(text))
    return format_html_join("", "{}", ((_raised(part, style),) for part, style in segments))


def unbroken(text: str) -> SafeString:
    """A number with hyphens that stays on one line."""
    return format_html('<span class="nowrap">{}</span>', text) if text else mark_safe("")


def joined(parts: Iterable[SafeString | str], separator: str = ", ") -> SafeString:
    """Parts that are not empty, escaped where needed, with a separator between."""
    kept = [conditional_escape(part) for part in parts if part]
    return mark_safe(escape(separator).join(kept))


def _raised(text: str, style: str) -> SafeString:
    shown = text.replace("-", MINUS) if style == "sup" else text
    if style == "text":
        return mark_safe(escape(shown))
    return format_html(f"<{style}>{{}}</{style}>", shown)


def _subscripted(match: re.Match[str]) -> str:
    """Of letters and an index: the first ones upright, a constant's letter in italics."""
    parts = [part for part in match.groups() if part is not None]
    if len(parts) == 2:
        return f"{parts[0]}<sub>{parts[1]}</sub>"
    upright, *pairs = parts
    constants = zip(pairs[::2], pairs[1::2], strict=True)
    return upright + "/".join(f"<i>{letter}</i><sub>{index}</sub>" for letter, index in constants)


def _signs(text: str) -> str:
    for typed, sign in _SIGNS:
        text = text.replace(typed, sign)
    return text


def _spaced(text: str) -> str:
    """Space between number and unit, and none of it breaks."""
    text = _DEGREES.sub(f"{NO_BREAK_SPACE}°", text)
    return _BEFORE_UNIT.sub(NO_BREAK_SPACE, text)
