"""How a measure is printed: one JSON line, past pytest's capture."""

import json

import pytest


def report(
    capture: pytest.CaptureFixture[str], name: str, value: float, unit: str, conventional: float
) -> None:
    """Print ``value`` beside what the conventional way took in the same run.

    ``ratio`` is value / conventional: for a cost less than 1 is better, for a rate more.
    """
    line = {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "conventional": round(conventional, 2),
        "ratio": round(value / conventional, 4),
    }
    with capture.disabled():
        print("\n" + json.dumps(line, ensure_ascii=False), flush=True)
