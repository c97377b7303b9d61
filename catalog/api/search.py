"""Search and suggestions for programs: what the pages show, in the same order."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from catalog.api.addresses import absolute
from catalog.api.as_of import PAGES_AS_OF, read_as_of, refusing_moments
from catalog.api.pagination import page_size
from catalog.api.parameters import refuse_repeated, refuse_strangers
from catalog.api.problems import bad_parameter
from catalog.api.rows import ProductRow
from catalog.moments import write_moment
from catalog.search.hits import Hits, find
from catalog.search.question import FACETS, ORDERS, Question
from catalog.search.ranges import LIMITS, PARAMETERS, SOLVENT, UNIT
from catalog.search.suggestions import Suggestion, suggestions
from catalog.search.words import LONGEST_TEXT

KNOWN = ("q", *FACETS, *LIMITS, SOLVENT, UNIT, "sort", "page", "page_size", "as_of")


class Value(serializers.Serializer[Any]):
    """A value of a facet; ``count`` products would have it, were no other of the facet chosen."""

    value = serializers.CharField(source="slug")
    label = serializers.CharField()  # type: ignore[assignment]  # DRF takes the name for its own
    count = serializers.IntegerField()
    chosen = serializers.BooleanField()


class Facet(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    values = Value(many=True)


class WithdrawnRow(ProductRow):
    """A product that is not on offer any more; ``url`` answers 410 and names its replacement."""

    class Meta(ProductRow.Meta):
        fields = ("catalog_number", "name", "url", "page")


class Suggested(serializers.Serializer[Any]):
    """``type`` is "product", "withdrawn" (a product that is not on offer any more), "target" or
    "category"; ``matched`` is the name or number that was found, where it is not ``text``;
    ``count`` is how many products a target or category has."""

    type = serializers.CharField()
    text = serializers.CharField()
    catalog_number = serializers.CharField(allow_null=True)
    matched = serializers.CharField(allow_null=True)
    count = serializers.IntegerField(allow_null=True)
    page = serializers.CharField(help_text="Its address.")


FOUND = inline_serializer(
    "Hits",
    {
        "query": serializers.CharField(),
        "corrected": serializers.CharField(
            allow_null=True, help_text="What was searched for instead, as nothing has the query."
        ),
        "inside": serializers.BooleanField(
            help_text="Whether nothing has the words, and they were found inside of longer ones."
        ),
        "count": serializers.IntegerField(help_text="Exact."),
        "complete": serializers.BooleanField(
            help_text="False while the search index is being made: exact numbers and parts of "
            "names are found until then, and nothing by ranges of numbers."
        ),
        "results": ProductRow(many=True),
        "withdrawn": WithdrawnRow(
            many=True,
            help_text="Products that the query means and that are not on offer any more. With one "
            "of their numbers as the query, nothing else is found.",
        ),
        "facets": Facet(many=True),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
    },
)
SUGGESTIONS = inline_serializer("Suggestions", {"suggestions": Suggested(many=True)})
Q = OpenApiParameter(
    "q", description="Any name, number or words; spelling marks and case do not matter."
)


def _range_parameters() -> list[OpenApiParameter]:
    limits = [
        OpenApiParameter(name, OpenApiTypes.DOUBLE, description=f"In {' or '.join(each.units)}.")
        for name, each in LIMITS.items()
    ]
    solvent = OpenApiParameter(SOLVENT, description="The solvent that the solubility is in.")
    unit = OpenApiParameter(UNIT, enum=PARAMETERS["working"].units)
    return [*limits, solvent, unit]


class Search(APIView):
    """Products on offer, the best first, with counts of the facets over all of them."""

    @extend_schema(
        parameters=[
            Q,
            *(
                OpenApiParameter(facet, many=True, description="By slug; any of several.")
                for facet in FACETS
            ),
            *_range_parameters(),
            OpenApiParameter("sort", enum=list(ORDERS)),
            OpenApiParameter("page", OpenApiTypes.INT),
            OpenApiParameter("page_size", OpenApiTypes.INT),
            PAGES_AS_OF,
        ],
        responses=FOUND,
    )
    def get(self, request: Request) -> Response:
        question = _question(request)
        with refusing_moments(request.query_params.get("as_of")):
            hits = find(question)
        if question.page > hits.pages:
            raise bad_parameter("page", str(question.page), f"the last page is {hits.pages}.")
        context = {"request": request}
        return Response(
            {
                "query": question.text,
                "corrected": hits.corrected or None,
                "inside": hits.is_inside,
                "count": hits.total,
                "complete": not hits.without_index,
                "results": ProductRow(hits.listings, many=True, context=context).data,
                "withdrawn": WithdrawnRow(hits.withdrawn, many=True, context=context).data,
                "facets": Facet(hits.facets, many=True).data,
                "next": _beside(request, hits, 1),
                "previous": _beside(request, hits, -1),
            }
        )


class Suggest(APIView):
    """What a half-typed text may be going to be."""

    @extend_schema(parameters=[Q], responses=SUGGESTIONS)
    def get(self, request: Request) -> Response:
        refuse_repeated(request)
        return Response(
            {
                "suggestions": [
                    {
                        "type": each.type,
                        "text": each.text,
                        "catalog_number": each.catalog_number or None,
                        "matched": each.matched or None,
                        "count": each.count,
                        "page": absolute(_address(each)),
                    }
                    for each in suggestions(_text(request))
                ]
            }
        )


def _address(suggestion: Suggestion) -> str:
    if suggestion.catalog_number:
        return reverse("catalog:product", args=[suggestion.catalog_number, suggestion.slug])
    chosen = Question(chosen=((suggestion.type, (suggestion.slug,)),))
    return reverse("catalog:products") + chosen.address()


def _question(request: Request) -> Question:
    """A page leaves aside what it cannot use; a program is told. Raises Problem."""
    parameters = request.query_params
    refuse_strangers(request, KNOWN)
    refuse_repeated(request, FACETS)
    _text(request)
    question = Question.read(parameters)
    for problem in question.ranges.problems:
        raise bad_parameter(problem.name, problem.text, problem.message)
    sort = parameters.get("sort", "")
    if sort and sort != question.order:
        raise bad_parameter("sort", sort, f"choose among {', '.join(ORDERS)}.")
    page = parameters.get("page", "1")
    if str(question.page) != page or question.page < 1:
        raise bad_parameter("page", page, "write a number from 1 on.")
    moment = read_as_of(parameters.get("as_of"))
    return replace(question, moment=moment, per_page=page_size(request))


def _text(request: Request) -> str:
    text: str = request.query_params.get("q", "")
    if len(text) > LONGEST_TEXT:
        raise bad_parameter("q", f"{text[:40]}…", f"write at most {LONGEST_TEXT} characters.")
    return text


def _beside(request: Request, hits: Hits, step: int) -> str | None:
    question = hits.question
    if not 1 <= (page := question.page + step) <= hits.pages:
        return None
    address = replace_query_param(
        absolute(request.get_full_path()), "as_of", write_moment(question.moment)
    )
    return str(replace_query_param(address, "page", page))
