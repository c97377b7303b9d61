"""Canonical bytes of a document: what is stored, hashed and served.

Sorted keys, UTF-8, no white space, no NaN; a whole number is written without a fraction, as a
reader whose numbers are all floating point would write it.
"""

import hashlib
import json
from typing import Any

MAX_EXACT_INTEGER = 2**53


def number(value: float | None) -> int | float | None:
    """The value as JSON writes it: 100.0 becomes 100."""
    if value is None or not float(value).is_integer() or abs(value) >= MAX_EXACT_INTEGER:
        return value
    return int(value)


def canonical_bytes(document: Any) -> bytes:
    """Raises ValueError for NaN and infinity, which JSON cannot say."""
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
