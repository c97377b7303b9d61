"""A publication read from text: a DOI, a PubMed ID, a citation, or an export as RIS or MEDLINE.

Only what the text says is read; nothing is fetched. Citations are read in the styles that PubMed's
"Cite" offers (NLM, AMA, APA, MLA); exports by their tags, as EndNote and PubMed write them. There
is no library here on purpose: readers of RIS give raw tags, and citations are read by none.
"""

from catalog.citation_text.identifiers import plain_doi, plain_pmid
from catalog.citation_text.reader import COLUMNS, CitationError, read_citation

__all__ = ["COLUMNS", "CitationError", "plain_doi", "plain_pmid", "read_citation"]
