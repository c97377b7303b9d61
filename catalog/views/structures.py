"""Finding products by structure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from catalog.actions.settle import latest_settled
from catalog.models import Listing
from catalog.presentation.facet_links import linked
from catalog.presentation.identity import matched_structure
from catalog.search.facets import facets, with_present_slugs
from catalog.search.question import Question
from catalog.search.structures.messages import (
    LARGEST_MOLFILE,
    LOWEST_THRESHOLD,
    MOST_PAGES,
    NAMES,
    Answer,
    Asked,
    AsRead,
    Hit,
    Ignore,
    Mode,
    Notation,
    too_large_molfile,
)
from catalog.search.structures.question import StructureQuestion
from catalog.search.structures.search import (
    SOON,
    StructureSearchError,
    UnavailableError,
    convert,
    reached,
    search,
)
from catalog.views.pinned import pinned

PER_PAGE = 24
MODES = {
    Mode.SUBSTRUCTURE: ("Substructure", "products that contain it"),
    Mode.EXACT: ("Exact", "the same compound"),
    Mode.SIMILARITY: ("Similarity", "products that look like it"),
}
OPTIONS = {
    Ignore.STEREOCHEMISTRY: (
        "Stereochemistry",
        "in an exact or substructure search: wedges and double-bond geometry do not count",
    ),
    Ignore.SALT: (
        "Salt and solvent",
        "in an exact search: only the largest organic part counts, neutralised, so that a sodium "
        "salt finds the acid; mobile hydrogens do not count then, either",
    ),
    Ignore.TAUTOMERS: (
        "Tautomers",
        "in an exact search: mobile hydrogens have no place, as in the standard InChI; keto and "
        "enol stay different",
    ),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A hit with its drawing. ``similarity`` from 0 to 1."""

    listing: Listing
    structure: SafeString
    similarity: float | None


@csrf_exempt  # nothing is changed, and no session is looked at
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def structures(request: HttpRequest) -> HttpResponse:
    """A form, and what it found. A form that is sent leads to the address of its state."""
    if request.method == "POST":
        return _sent(request)
    state = _present(StructureQuestion.read(request.GET))
    if "structure" not in request.GET or state.problem:
        return _page(request, state)
    try:
        moment = reached(pinned(state.browse.moment), latest_settled())
        state = state.browsing(state.browse.as_of(moment))
        answer = search(
            state.asked,
            chosen=state.browse.chosen,
            first=(state.browse.page - 1) * PER_PAGE,
            most=PER_PAGE,
            moment=moment,
        )
    except UnavailableError as error:
        return _page(request, state, status=503, unavailable=str(error))
    except StructureSearchError as error:
        return _page(request, state, error=str(error))
    if answer.count and not answer.hits and state.browse.page > 1:  # beyond the last page
        last = -(-answer.count // PER_PAGE)
        is_known = answer.count_is_exact and last < state.browse.page
        return redirect(state.on_page(last if is_known else 1).address())
    return _page(request, state, **_results(state, answer))


def _sent(request: HttpRequest) -> HttpResponse:
    """On to the address. A molfile, which no address can hold, is written as SMILES."""
    if _length(request) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
        empty = StructureQuestion.read(QueryDict())
        return _page(request, empty, status=413, error=too_large_molfile(_length(request)))
    state = _present(StructureQuestion.read(request.POST))
    structure = state.asked.structure
    if len(structure) > LARGEST_MOLFILE:
        state = state.asking(structure="")
        return _page(request, state, status=413, error=too_large_molfile(len(structure)))
    if "\n" in structure.strip():
        try:
            state = state.asking(structure=convert(state.asked).line)
        except UnavailableError as error:
            return _page(request, state, status=503, unavailable=str(error))
        except StructureSearchError as error:
            return _page(request, state, status=422, error=str(error))
    address = state.asking(structure=state.asked.structure.strip()).address()
    return redirect(f"{address}#found")


def _present(state: StructureQuestion) -> StructureQuestion:
    return state.browsing(with_present_slugs(state.browse))


def _page(
    request: HttpRequest, state: StructureQuestion, status: int = 200, **members: Any
) -> HttpResponse:
    context = {
        "state": state,
        "asked": state.asked,
        "modes": [(mode, *words, mode is state.asked.mode) for mode, words in MODES.items()],
        "options": [
            (option, *words, option in state.asked.ignore) for option, words in OPTIONS.items()
        ],
        "lowest_threshold": LOWEST_THRESHOLD,
        "canonical_url": settings.SITE_URL + reverse("catalog:structures"),
    }
    response = render(request, "catalog/structures.html", context | members, status=status)
    if status == 503:
        response["Retry-After"] = str(SOON)
    return response


def _results(state: StructureQuestion, answer: Answer) -> dict[str, Any]:
    page = state.browse.page
    counts = {value: count for value, (count, _) in answer.counts.items()}
    found = linked(
        facets(state.browse, counts),
        state.browse,
        lambda browse: state.browsing(browse).address(),
    )
    cleared = state.browsing(Question())
    pages = min(-(-answer.count // PER_PAGE), MOST_PAGES)
    return {
        "answer": answer,
        "total": f"{answer.count:,}",
        "cards": _cards(answer.hits, state.browse.moment),
        "facets": found,
        "chosen": [facet for facet in found if facet.chosen],
        "clear_url": cleared.address(),
        "unused": _unused(state.asked),
        "read_as": NAMES[answer.read.notation],
        "other_reading": _other_reading(state, answer),
        "page": page,
        "pages": pages if answer.count_is_exact else None,
        "previous_url": state.on_page(page - 1).address() if page > 1 else "",
        "next_url": state.on_page(page + 1).address() if page < pages else "",
        "remedies": [] if answer.hits else list(_remedies(state, answer.read)),
    }


def _cards(hits: tuple[Hit, ...], moment: datetime | None) -> list[Card]:
    offered = Listing.objects.offered(moment).in_bulk([hit.revision for hit in hits])
    return [
        Card(listing, matched_structure(listing.smiles, hit.atoms), hit.similarity)
        for hit in hits
        if (listing := offered.get(hit.revision))
    ]


def _other_reading(state: StructureQuestion, answer: Answer) -> tuple[str, str] | None:
    """A line may be SMILES and SMARTS at once: the name and address of the other reading."""
    if state.asked.mode is not Mode.SUBSTRUCTURE:
        return None
    if state.asked.notation is Notation.SMARTS:
        return NAMES[Notation.SMILES], state.asking(notation=None).address()
    if answer.read.notation is Notation.SMILES:
        return NAMES[Notation.SMARTS], state.asking(notation=Notation.SMARTS).address()
    return None


def _unused(asked: Asked) -> str:
    """What was asked to be ignored, and means nothing to this way to search."""
    unused = [
        OPTIONS[option][0].lower()
        for option in (Ignore.SALT, Ignore.TAUTOMERS)
        if option in asked.ignore and asked.mode is not Mode.EXACT
    ]
    return f"Only an exact search can ignore {' and '.join(unused)}." if unused else ""


def _remedies(state: StructureQuestion, read: AsRead) -> Iterator[tuple[str, str]]:
    """What would find more: words and address."""
    asked = state.asked
    if read.is_also_smarts:
        yield "read it as SMARTS", state.asking(notation=Notation.SMARTS).address()
    if state.browse.chosen:
        yield "leave the filters out", state.browsing(Question()).address()
    useful = {Mode.EXACT: tuple(Ignore), Mode.SUBSTRUCTURE: (Ignore.STEREOCHEMISTRY,)}
    ignored = set(asked.ignore)
    if Ignore.SALT in ignored or read.notation is Notation.INCHI:
        ignored.add(Ignore.TAUTOMERS)
    for option in useful.get(asked.mode, ()):
        if option not in ignored:
            words = f"ignore {OPTIONS[option][0].lower()}"
            yield words, state.asking(ignore=asked.ignore | {option}).address()
    if asked.mode is not Mode.SUBSTRUCTURE:
        yield "look for it as a substructure", state.asking(mode=Mode.SUBSTRUCTURE).address()
    if asked.mode is not Mode.SIMILARITY and read.notation is not Notation.SMARTS:
        yield "look for similar structures", state.asking(mode=Mode.SIMILARITY).address()
    if asked.mode is Mode.SIMILARITY and (threshold := _threshold_that_finds(state)):
        words = f"lower the threshold to {threshold}, which the most similar products have"
        yield words, replace(state.on_page(1), threshold=threshold).address()


def _threshold_that_finds(state: StructureQuestion) -> str:
    """A twentieth below the similarity of what is nearest; nothing if nothing is similar at all."""
    lowest = replace(state.asked, threshold=LOWEST_THRESHOLD)
    try:
        hits = search(lowest, chosen=state.browse.chosen, most=1).hits
    except (UnavailableError, StructureSearchError):
        return ""
    nearest = max((hit.similarity or 0.0 for hit in hits), default=0.0)
    return f"{int(nearest * 20) / 20:g}" if nearest else ""


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0
