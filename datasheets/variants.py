"""Which papers and languages the datasheets of this site come in: the supplier's choice.

All of them are made on publication. Nothing is made because somebody asked for it: an address that
anybody may ask for must not fill the disk.
"""

from dataclasses import dataclass

from catalog.models import SiteSettings
from datasheets.models import Datasheet

Paper = Datasheet.Paper
Language = Datasheet.Language


@dataclass(frozen=True, slots=True)
class Variant:
    paper: Paper = Paper.A4
    language: Language = Language.EN

    def __str__(self) -> str:
        return f"{self.paper.label}, {self.language.label}"

    @property
    def query(self) -> str:
        """What an address of this variant ends in."""
        return f"?paper={self.paper.value}&language={self.language.value}"


def variants(site: SiteSettings | None = None) -> tuple[Variant, ...]:
    """Those that the site has. The first one is meant where none is named."""
    site = site or SiteSettings.current()
    papers = [paper for paper in Paper if paper in site.datasheet_papers] or [Paper.A4]
    languages = [each for each in Language if each in site.datasheet_languages] or [Language.EN]
    return tuple(Variant(paper, language) for language in languages for paper in papers)


def variant_named(paper: str | None, language: str | None, usual: Variant) -> Variant:
    """The variant of these values; what is not named is as in the usual one.

    Raises ValueError for a paper or language that no datasheet has ever had.
    """
    return Variant(Paper(paper or usual.paper), Language(language or usual.language))
