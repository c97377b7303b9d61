"""DOI and PubMed ID in whatever dress they are pasted."""

import re
from urllib.parse import unquote

_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi:?\s*)", re.I)
_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:?\s*|\b)(10\.\d{4,9}/[^\s\"]+)", re.I
)
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b|\bpubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b", re.I)
_PMC = re.compile(r"\bPMCID:?\s*PMC\d+\b\.?|\bPMC\d+\b", re.I)
_BRACKETS = {")": "(", "]": "[", ">": "<"}


def plain_doi(text: str) -> str:
    """A DOI without the address or the word before it, and without what an address escapes.

    >>> plain_doi("https://doi.org/10.1016/0092-8674%2891%2990124-H")
    '10.1016/0092-8674(91)90124-H'
    """
    doi = _BEFORE_DOI.sub("", text.strip())
    return unquote(doi) if "://" in text else doi


def plain_pmid(text: str) -> str:
    """A PubMed ID without the word or the address before it; other text as it is.

    >>> plain_pmid("PMID: 1715244"), plain_pmid("https://pubmed.ncbi.nlm.nih.gov/1715244/")
    ('1715244', '1715244')
    """
    found = _PMID.search(text)
    return _number(found) if found else text.strip()


def take_identifiers(line: str) -> tuple[dict[str, str], str]:
    """The identifiers in a line of text, and the line without them."""
    found: dict[str, str] = {}
    rest = _PMC.sub("", line)
    if match := _PMID.search(rest):
        found["pmid"] = _number(match)
        rest = _PMID.sub("", rest)
    if match := _DOI.search(rest):
        found["doi"] = _without_sentence(plain_doi(match[0]))
        rest = _DOI.sub("", rest)
    return found, rest


def _number(match: re.Match[str]) -> str:
    return (match[1] or match[2]).lstrip("0")


def _without_sentence(doi: str) -> str:
    """Without the punctuation that follows; a bracket stays if its partner is in the DOI."""
    while True:
        shorter = doi.rstrip(".,;:'’”")
        if (opening := _BRACKETS.get(shorter[-1:])) and shorter.count(opening) < shorter.count(
            shorter[-1]
        ):
            shorter = shorter[:-1]
        if shorter == doi:
            return doi
        doi = shorter
