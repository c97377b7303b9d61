"""Citations as they are copied from PubMed and from publishers, read without asking anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.citation_text import COLUMNS, CitationError, plain_doi, plain_pmid, read_citation

LIU = {
    "title": "Calcineurin is a common target of cyclophilin-cyclosporin A and FKBP-FK506 complexes",
    "journal": "Cell",
    "year": "1991",
    "volume": "66",
    "issue": "4",
}
LIU_AUTHORS = "Liu J, Farmer JD Jr, Lane WS, Friedman J, Weissman I, Schreiber SL"
LIU_DOI = "10.1016/0092-8674(91)90124-h"


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("10.1016/0092-8674(91)90124-H", "doi", "10.1016/0092-8674(91)90124-H"),
        ("doi:10.1038/nature02006", "doi", "10.1038/nature02006"),
        ("DOI: 10.1038/nature02006.", "doi", "10.1038/nature02006"),
        ("https://doi.org/10.1126/science.282.5396.2085", "doi", "10.1126/science.282.5396.2085"),
        (
            "http://dx.doi.org/10.1016/0092-8674%2891%2990124-H",
            "doi",
            "10.1016/0092-8674(91)90124-H",
        ),
        ("(doi: 10.1016/0092-8674(91)90124-h)", "doi", LIU_DOI),
        (
            "https://doi.org/10.1002/(SICI)1097-0134(19990101)34:1<1::AID-PROT1>3.0.CO;2-#",
            "doi",
            "10.1002/(SICI)1097-0134(19990101)34:1<1::AID-PROT1>3.0.CO;2-#",
        ),
        ("PMID: 1715244", "pmid", "1715244"),
        ("pmid1715244", "pmid", "1715244"),
        ("1715244", "pmid", "1715244"),
        ("https://pubmed.ncbi.nlm.nih.gov/1715244/", "pmid", "1715244"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/1715244", "pmid", "1715244"),
        ("pubmed.ncbi.nlm.nih.gov/1715244/?from_term=fk506", "pmid", "1715244"),
    ],
)
def test_an_identifier_by_itself(text: str, column: str, value: str) -> None:
    assert read_citation(text) == {column: value}


@pytest.mark.parametrize(
    ("text", "authors", "pages"),
    [
        (  # NLM
            f"{LIU_AUTHORS}. {LIU['title']}. Cell. 1991 Aug 23;66(4):807-15. "
            f"doi: {LIU_DOI}. PMID: 1715244.",
            LIU_AUTHORS,
            "807-15",
        ),
        (  # as papers shorten it
            f"Liu J, Farmer JD Jr, Lane WS, et al. {LIU['title']}. Cell. 1991 Aug 23;66(4):807-15. "
            f"doi: {LIU_DOI}. PMID: 1715244.",
            "Liu J, Farmer JD Jr, Lane WS, et al.",
            "807-15",
        ),
        (  # AMA
            f"{LIU_AUTHORS}. {LIU['title']}. Cell. 1991;66(4):807-815. doi:{LIU_DOI} PMID: 1715244",
            LIU_AUTHORS,
            "807-815",
        ),
        (  # APA
            "Liu, J., Farmer, J. D., Jr, Lane, W. S., Friedman, J., Weissman, I., & Schreiber, "
            f"S. L. (1991). {LIU['title']}. Cell, 66(4), 807–815. https://doi.org/{LIU_DOI} "
            "PMID: 1715244",
            LIU_AUTHORS,
            "807-815",
        ),
        (  # MLA
            f"Liu, J et al. “{LIU['title']}.” Cell vol. 66,4 (1991): 807-15. doi:{LIU_DOI} "
            "PMID 1715244",
            "Liu J, et al.",
            "807-15",
        ),
    ],
)
def test_the_styles_of_pubmed(text: str, authors: str, pages: str) -> None:
    identifiers = {"doi": LIU_DOI, "pmid": "1715244"}

    assert read_citation(text) == LIU | identifiers | {"authors": authors, "pages": pages}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            "Poltorak A, He X, Smirnova I, Liu MY, Van Huffel C, Du X, Birdwell D, Alejos E, Silva "
            "M, Galanos C, Freudenberg M, Ricciardi-Castagnoli P, Layton B, Beutler B. Defective "
            "LPS signaling in C3H/HeJ and C57BL/10ScCr mice: mutations in Tlr4 gene. Science. 1998 "
            "Dec 11;282(5396):2085-8. doi: 10.1126/science.282.5396.2085. PMID: 9851930.",
            {
                "title": "Defective LPS signaling in C3H/HeJ and C57BL/10ScCr mice: mutations in "
                "Tlr4 gene",
                "journal": "Science",
                "volume": "282",
                "issue": "5396",
                "pages": "2085-8",
                "pmid": "9851930",
            },
        ),
        (
            "Ono Y, Maejima Y, Saito M, Sakamoto K, Horita S, Shimomura K, Inoue S, Kotani J. "
            "TAK-242, a specific inhibitor of Toll-like receptor 4 signalling, prevents "
            "endotoxemia-induced skeletal muscle wasting in mice. Sci Rep. 2020 Jan 20;10(1):694. "
            "doi: 10.1038/s41598-020-57714-3. PMID: 31959927; PMCID: PMC6970997.",
            {"journal": "Sci Rep", "pages": "694", "doi": "10.1038/s41598-020-57714-3"},
        ),
        (
            "Kino T, Hatanaka H, Hashimoto M, et al. FK-506, a novel immunosuppressant isolated "
            "from a Streptomyces. I. Fermentation, isolation, and physico-chemical and biological "
            "characteristics. J Antibiot (Tokyo). 1987 Sep;40(9):1249-55. "
            "doi: 10.7164/antibiotics.40.1249. PMID: 2445721.",
            {
                "title": "FK-506, a novel immunosuppressant isolated from a Streptomyces. I. "
                "Fermentation, isolation, and physico-chemical and biological characteristics",
                "journal": "J Antibiot (Tokyo)",
                "year": "1987",
                "pages": "1249-55",
            },
        ),
        (
            "Is autophagy a cell death mechanism? Cell Death Differ. 2005 Nov;12 Suppl 2:1463-7.",
            {
                "title": "Is autophagy a cell death mechanism?",
                "journal": "Cell Death Differ",
                "volume": "12 Suppl 2",
            },
        ),
        (
            "O'Neill LA, D'Ávila-Müller B. Toll. Nat Rev Immunol. 2013 Jun;13(6):453-60.",
            {"authors": "O'Neill LA, D'Ávila-Müller B", "title": "Toll"},
        ),
    ],
)
def test_citations_as_they_are_copied(text: str, columns: dict[str, str]) -> None:
    read = read_citation(text)

    assert {column: read.get(column) for column in columns} == columns


NBIB = f"""
PMID- 1715244
OWN - NLM
STAT- MEDLINE
DCOM- 19910927
IS  - 0092-8674 (Print)
IS  - 0092-8674 (Linking)
VI  - 66
IP  - 4
DP  - 1991 Aug 23
TI  - Calcineurin is a common target of cyclophilin-cyclosporin A and FKBP-FK506
      complexes.
PG  - 807-15
AB  - The immunosuppressive drugs cyclosporin A (CsA) and FK506 both interfere
FAU - Liu, J
AU  - Liu J
AD  - Department of Chemistry, Harvard University, Cambridge, Massachusetts 02138.
FAU - Farmer, J D Jr
AU  - Farmer JD Jr
LA  - eng
TA  - Cell
JT  - Cell
AID - 0092-8674(91)90124-H [pii]
AID - {LIU_DOI} [doi]
SO  - Cell. 1991 Aug 23;66(4):807-15. doi: {LIU_DOI}.

PMID- 9851930
TI  - Another record
"""
RIS = f"""TY  - JOUR
AU  - Liu, Jun
AU  - Farmer, Jesse D., Jr
T1  - {LIU["title"]}
PY  - 1991
DA  - 1991/08/23/
JO  - Cell
VL  - 66
IS  - 4
SP  - 807
EP  - 815
SN  - 0092-8674
DO  - https://doi.org/{LIU_DOI}
ER  -
"""


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (NBIB, {"pages": "807-15", "pmid": "1715244"}),
        (NBIB.replace("\n", "\r\n"), {"pages": "807-15", "pmid": "1715244"}),
        (RIS, {"pages": "807-815"}),
        (
            RIS.replace("ER", "DB  - PubMed\nAN  - 1715244\nER"),
            {"pages": "807-815", "pmid": "1715244"},
        ),
    ],
)
def test_exports(text: str, columns: dict[str, str]) -> None:
    authors = "Liu J, Farmer JD Jr"

    assert read_citation(text) == LIU | {"authors": authors, "doi": LIU_DOI} | columns


@pytest.mark.parametrize("text", ["", "see above", "FK506", "012", "Cell 66", "TY  - JOUR\nER  - "])
def test_what_names_nothing_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(CitationError, match="Paste a DOI"):
        read_citation(text)


def test_a_whole_library_is_refused() -> None:
    with pytest.raises(CitationError, match="one citation"):
        read_citation(RIS * 100)


def test_a_thousand_authors() -> None:
    """Of a large collaboration as many as the column holds."""
    names = ", ".join(f"Aad G{chr(65 + n % 26)}" for n in range(1000))

    authors = read_citation(f"{names}. A particle. Phys Lett B. 2012;716(1):1-29.")["authors"]

    assert len(authors) <= 600
    assert authors.endswith(", Aad GN, et al.") or authors.endswith(", et al.")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_citation(text)
    except CitationError:
        return
    assert read
    assert read.keys() <= set(COLUMNS)


@given(st.sampled_from(["", "doi:", "DOI: ", "https://doi.org/", "http://dx.doi.org/"]))
def test_a_doi_has_one_plain_form(prefix: str) -> None:
    assert plain_doi(f"{prefix}{LIU_DOI}") == LIU_DOI
    assert plain_doi(plain_doi(f"{prefix}{LIU_DOI}")) == LIU_DOI


def test_a_pubmed_id_that_is_none_stays() -> None:
    assert plain_pmid(" 17x ") == "17x"
