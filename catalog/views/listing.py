"""The products on offer, searched, filtered and sorted: every state of it has its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.presentation.result_page import result_page
from catalog.search.hits import find_for_reader
from catalog.search.question import Question


@require_safe
@gzip_page
def product_list(request: HttpRequest) -> HttpResponse:
    question = Question.read(request.GET)
    page = result_page(find_for_reader(question))
    return render(request, "catalog/products.html", {"page": page})
