"""Which document of a subject's version: the variant, and how often it was issued."""

from dataclasses import dataclass

from datasheets.models import Datasheet


@dataclass(frozen=True, slots=True)
class Issue:
    """Paper and language of a document, how often it was issued, and the number of the document
    whose place it takes (empty for the first one of a subject)."""

    paper: str = Datasheet.Paper.A4
    language: str = Datasheet.Language.EN
    number: int = 1
    supersedes: str = ""

    @property
    def suffix(self) -> str:
        """What a document number ends in: ``.2`` for the second issue, then paper and language."""
        again = f".{self.number}" if self.number > 1 else ""
        paper = "" if self.paper == Datasheet.Paper.A4 else f"-{self.paper}"
        language = "" if self.language == Datasheet.Language.EN else f"-{self.language}"
        return f"{again}{paper}{language}"


FIRST = Issue()
