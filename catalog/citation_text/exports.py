"""Records of reference managers as pasted text: RIS, and MEDLINE as PubMed exports it (NBIB)."""

import re
from collections.abc import Mapping

Tags = Mapping[str, list[str]]

_TAGGED = re.compile(r"^([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)$")
_YEAR = re.compile(r"\b(1[6-9]|20)\d\d\b")
_MEDLINE_DOI = re.compile(r"^(\S+) \[doi\]$")


def read_export(text: str) -> dict[str, str]:
    """The columns of the first record in ``text``; nothing if it is no export."""
    tags = _tags(text)
    if "PMID" in tags or {"FAU", "JT", "DP"} & tags.keys():
        return _read_medline(tags)
    return _read_ris(tags) if "TY" in tags else {}


def _tags(text: str) -> dict[str, list[str]]:
    """The values of each tag, up to the end of the first record.

    A line without a tag continues the one before.
    """
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.split("\n"):
        match = _TAGGED.match(line.rstrip())
        if match is None:
            if last and line.strip():
                tags[last][-1] = f"{tags[last][-1]} {line.strip()}".strip()
            continue
        last = match[1]
        if last == "ER" or (last in ("TY", "PMID") and last in tags):
            break
        tags.setdefault(last, []).append(match[2].strip())
    return tags


def _first(tags: Tags, *names: str) -> str:
    return next((value for name in names for value in tags.get(name, []) if value), "")


def _read_medline(tags: Tags) -> dict[str, str]:
    """https://www.nlm.nih.gov/bsd/mms/medlineelements.html"""
    dois = [
        match[1]
        for value in (*tags.get("LID", []), *tags.get("AID", []))
        if (match := _MEDLINE_DOI.match(value))
    ]
    return {
        "authors": ", ".join(tags.get("AU", []) or tags.get("CN", [])),
        "title": _first(tags, "TI").strip("[]").removesuffix("."),
        "journal": _first(tags, "TA", "JT"),
        "year": _year(_first(tags, "DP", "DEP")),
        "volume": _first(tags, "VI"),
        "issue": _first(tags, "IP"),
        "pages": _first(tags, "PG"),
        "doi": dois[0] if dois else "",
        "pmid": _first(tags, "PMID"),
    }


def _read_ris(tags: Tags) -> dict[str, str]:
    """RIS as publishers and reference managers write it; JF is a full name, J2 and JA are short."""
    start, end = _first(tags, "SP"), _first(tags, "EP")
    database = _first(tags, "DB").lower()
    number = _first(tags, "AN") if "pubmed" in database or "medline" in database else ""
    return {
        "authors": ", ".join(map(_short_name, tags.get("AU", []) or tags.get("A1", []))),
        "title": _first(tags, "TI", "T1").removesuffix("."),
        "journal": _first(tags, "J2", "JA", "JO", "JF", "T2"),
        "year": _year(_first(tags, "PY", "Y1", "DA")),
        "volume": _first(tags, "VL"),
        "issue": _first(tags, "IS"),
        "pages": f"{start}-{end}" if start and end and end != start and "-" not in start else start,
        "doi": _first(tags, "DO"),
        "pmid": number if number.isascii() and number.isdigit() else "",
    }


def _year(text: str) -> str:
    match = _YEAR.search(text)
    return match[0] if match else ""


def _short_name(name: str) -> str:
    """``Farmer, Jesse D., Jr`` as PubMed writes it: Farmer JD Jr."""
    surname, *rest = (part.strip() for part in name.split(","))
    given = rest[0] if rest else ""
    initials = "".join(
        word if word.isupper() and len(word) <= 3 else word[0].upper()
        for word in re.split(r"[\s.\-‐]+", given)
        if word
    )
    return " ".join(
        part for part in (surname, initials, *(r.rstrip(".") for r in rest[1:])) if part
    )
