"""Whatever is pasted, as the columns of a reference."""

import re

from catalog.citation_text.exports import read_export
from catalog.citation_text.identifiers import plain_doi, take_identifiers
from catalog.citation_text.styles import read_style

COLUMNS = ("authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "pmid")
LONGEST = 20_000
LONGEST_AUTHORS = 600


class CitationError(ValueError):
    """Text in which no publication is found. The message says what to paste instead."""


def read_citation(text: str) -> dict[str, str]:
    """What ``text`` says of a publication: those of ``COLUMNS`` that it has.

    Raises ``CitationError`` for text that names none.
    """
    if len(text) > LONGEST:
        raise CitationError(
            f"This text has {len(text)} characters; paste one citation or one record, of at most "
            f"{LONGEST}."
        )
    text = text.replace("\ufeff", "").replace("\r\n", "\n").strip()
    if re.fullmatch(r"[1-9]\d{0,7}", text):
        return {"pmid": text}
    found = read_export(text) or _read_line(" ".join(text.split()))
    read = {column: found[column].strip() for column in COLUMNS if found.get(column, "").strip()}
    if not read:
        shown = text[:60] + ("…" if len(text) > 60 else "")
        raise CitationError(
            f"No publication can be read from '{shown}'. Paste a DOI (10.1016/…), a PubMed ID "
            "(PMID: 1715244), a citation as PubMed's Cite button gives it, or a record in RIS or "
            "NBIB format; or type the columns."
        )
    if "doi" in read:
        read["doi"] = plain_doi(read["doi"])
    if "authors" in read:
        read["authors"] = _short_enough(read["authors"])
    return read


def _read_line(line: str) -> dict[str, str]:
    """A citation on one line, or nothing but identifiers."""
    identifiers, rest = take_identifiers(line)
    return read_style(rest) | identifiers


def _short_enough(authors: str) -> str:
    """As many authors as the column holds, and "et al." for the others."""
    if len(authors) <= LONGEST_AUTHORS:
        return authors
    kept = authors[: LONGEST_AUTHORS - len(", et al.")]
    return kept[: kept.rindex(", ")] + ", et al." if ", " in kept else kept
