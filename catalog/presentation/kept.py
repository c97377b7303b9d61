"""Results that cost time, kept under a hash of everything they are made of."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.cache import cache

Result = TypeVar("Result")


def kept(name: str, version: int, inputs: Any, compute: Callable[[], Result]) -> Result:
    """``compute``'s result for ``inputs`` (anything that JSON can write), computed once.

    Raise ``version`` when the computation changes: nothing is ever invalidated.
    """
    written = json.dumps([name, version, inputs], sort_keys=True).encode()
    key = f"{name}:{hashlib.sha256(written).hexdigest()}"
    return cast(Result, cache.get_or_set(key, compute))
