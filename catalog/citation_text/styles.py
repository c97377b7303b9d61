"""Citations of journal articles, in the four styles that PubMed offers to copy."""

import re

_LATIN = r"[^\W\d_]"
_NAME = rf"(?:(?:{_LATIN}|['’ʼ.\- ])+ {_LATIN}{{1,4}}(?: (?:Jr|Sr|2nd|3rd|4th|I{{2,3}}|IV))?)"
_AUTHORS = re.compile(rf"^{_NAME}(?:, {_NAME})*(?:,? et al)?$")
_GROUP = re.compile(r"\b(?:Group|Consortium|Collaborat\w+|Investigators|Network|Committee)\b")
_WHERE = (
    r"(?P<volume>[^\s():;.,]+(?: Suppl(?: \d+)?)?)?"
    r"(?:\((?P<issue>[^)]+)\))?"
    r"(?::\s*(?P<pages>[^\s;.,]+(?:,\s?\w*\d+(?:-\w+)?)*))?"
)
_DATE = r"(?P<year>\d{4})(?: [A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?)?(?: \d{1,2})?"
_NLM = re.compile(
    rf"^(?P<head>.+?[.?!]) (?P<journal>[^.?!]+)\. {_DATE}(?:;\s?{_WHERE}|:\s?(?P<article>[^\s;]+))"
)
_APA = re.compile(
    r"^(?P<authors>.+?) \((?P<year>\d{4})[^)]*\)\. (?P<title>.+[^.?!][.?!]) (?P<journal>[^.?!,]+), "
    r"(?P<volume>[^\s(),]+)(?:\((?P<issue>[^)]+)\))?(?:, (?P<pages>[^\s,]+?))?\."
)
_MLA = re.compile(
    r"^(?P<authors>.+?)\. [“\"](?P<title>.+?)\.?[”\"] (?P<journal>.+?)[.,]? "
    r"vol\. (?P<volume>[^\s,]+?)(?:,(?P<issue>[^\s]+))? \((?P<year>\d{4})\)"
    r"(?:: (?P<pages>[^\s.]+))?"
)
_APA_AUTHOR = re.compile(
    rf"((?:{_LATIN}|['’\- ])+), ((?:{_LATIN}\.[ \-]?)+)(?:, (Jr|Sr|I{{2,3}})\.?)?"
)


def read_style(line: str) -> dict[str, str]:
    """What a citation on one line says; nothing if it has none of the four styles."""
    for read in (_read_mla, _read_apa, _read_nlm):
        if found := read(line.strip()):
            return {column: value or "" for column, value in found.items()}
    return {}


def _read_nlm(line: str) -> dict[str, str]:
    """``Authors. Title. Journal. 1991 Aug 23;66(4):807-15.``; AMA gives the year alone."""
    match = _NLM.match(line)
    if match is None:
        return {}
    found = match.groupdict()
    first, _, rest = found.pop("head").partition(". ")
    article = found.pop("article")
    if rest and (_AUTHORS.match(first) or _GROUP.search(first)):
        found |= {"authors": first, "title": rest}
    else:
        found["title"] = f"{first}. {rest}" if rest else first
    found["pages"] = found["pages"] or article
    if (found.get("authors") or "").endswith("et al"):
        found["authors"] += "."
    return found | {"title": _without_stop(found["title"])}


def _read_apa(line: str) -> dict[str, str]:
    """``Liu, J., & Lane, W. S. (1991). Title. Journal, 66(4), 807–815.``"""
    match = _APA.match(line)
    if match is None:
        return {}
    found = match.groupdict()
    names = [
        " ".join(
            part for part in (surname.strip(" &"), re.sub(r"[^\w]", "", given), suffix) if part
        )
        for surname, given, suffix in _APA_AUTHOR.findall(found["authors"])
    ]
    return found | {
        "authors": ", ".join(names) or found["authors"],
        "title": _without_stop(found["title"]),
        "pages": (found["pages"] or "").replace("–", "-"),
    }


def _read_mla(line: str) -> dict[str, str]:
    """``Liu, J et al. “Title.” Journal vol. 66,4 (1991): 807-15.``"""
    match = _MLA.match(line)
    if match is None:
        return {}
    found = match.groupdict()
    authors = re.sub(r"^([^,]+), ", r"\1 ", found["authors"])
    authors = re.sub(r",? et al$", ", et al.", authors)
    return found | {"authors": authors}


def _without_stop(title: str) -> str:
    return title.strip().removesuffix(".")
