"""Finding products by structure."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from catalog.presentation.structure_page import structure_page
from catalog.search.structure_hits import StructureHits, find_for_reader, on_one_line, refused
from catalog.search.structures.messages import LARGEST_MOLFILE, too_large_molfile
from catalog.search.structures.question import StructureQuestion
from catalog.search.structures.search import SOON


@csrf_exempt  # nothing is changed, and no session is looked at
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def structures(request: HttpRequest) -> HttpResponse:
    """A form, and what it found. A form that is sent leads to the address of its question."""
    if request.method == "POST":
        return _sent(request)
    hits = find_for_reader(StructureQuestion.read(request.GET))
    if page := hits.page_instead:
        return redirect(hits.question.on_page(page).address())
    return _page(request, hits)


def _sent(request: HttpRequest) -> HttpResponse:
    """On to the address. A molfile, which no address can hold, is written as SMILES."""
    if _length(request) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
        empty = StructureQuestion.read(QueryDict())
        return _page(request, refused(empty, too_large_molfile(_length(request))), status=413)
    question = StructureQuestion.read(request.POST)
    if (size := len(question.asked.structure)) > LARGEST_MOLFILE:
        empty = question.asking(structure="")
        return _page(request, refused(empty, too_large_molfile(size)), status=413)
    sent = on_one_line(question)
    if sent.error or sent.unavailable:
        return _page(request, sent, status=422)
    return redirect(f"{sent.question.address()}#found")


def _page(request: HttpRequest, hits: StructureHits, status: int = 200) -> HttpResponse:
    page = structure_page(hits)
    if not hits.unavailable:
        return render(request, "catalog/structures.html", {"page": page}, status=status)
    response = render(request, "catalog/structures.html", {"page": page}, status=503)
    response["Retry-After"] = str(SOON)
    return response


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0
