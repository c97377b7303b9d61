"""What a rule of curation says."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful: where (JSON Pointer), the value, and the remedy."""

    rule: str
    severity: Severity
    path: str
    value: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path} ({self.value[:80]!r}): {self.remedy}"
