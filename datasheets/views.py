"""Documents by their numbers, the page of all versions, and a page that says of any file whether it
is one of them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog.untrusted import BusyError
from datasheets.archive import is_public
from datasheets.history import documents_under
from datasheets.models import Datasheet
from datasheets.serving import SOON, serve
from datasheets.uploads import TooLargeError, uploaded
from datasheets.verification import MAX_SIZE, UnverifiableError, verify


@require_safe
def document(request: HttpRequest, number: str) -> HttpResponse:
    """All versions of a document: when, why, and what changed; below, the others on its subject."""
    documents = documents_under(number)
    if not documents:
        raise Http404
    first, *others = documents
    if number != first.history.number:
        return redirect("datasheets:document", first.history.number)
    return render(request, "datasheets/document.html", {"first": first, "others": others})


@require_safe
def document_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """One issue, for ever: its bytes never change, whatever has superseded it."""
    sheet = Datasheet.ready().filter(number=number).first()
    if sheet is None or not is_public(sheet):
        raise Http404
    return serve(request, sheet)


@csrf_exempt  # it changes nothing and knows nobody, and so the form needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def verify_document(request: HttpRequest) -> HttpResponse:
    """Of a PDF that was dropped or chosen: what can be said. It is not stored."""
    context: dict[str, object] = {"most": MAX_SIZE // 2**20}
    status = 200
    if request.method == "POST":
        status, found = _verified(request)
        context |= found
    response = render(request, "datasheets/verify.html", context, status=status)
    if status == 503:
        response["Retry-After"] = str(SOON)
    response["Cache-Control"] = "no-store" if request.method == "POST" else "public, max-age=300"
    return response


def _verified(request: HttpRequest) -> tuple[int, dict[str, object]]:
    """The status, and the verdict or what is in its way."""
    try:
        content = uploaded(request, "file", MAX_SIZE)
        if not content:
            return 400, {"error": "No file was sent, or an empty one. Choose a PDF, then check it."}
        return 200, {"verdict": verify(content)}
    except TooLargeError:
        most = f"{MAX_SIZE // 2**20} MB"
        return 413, {"error": f"The file is larger than {most}. Choose the PDF of a datasheet."}
    except UnverifiableError as error:
        return 422, {"error": str(error)}
    except BusyError:
        return 503, {"error": "Other files are being checked just now. Try again in a few seconds."}
