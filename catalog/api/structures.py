"""Finding products by structure, for programs."""

import json
from dataclasses import replace
from typing import Any, NotRequired, TypedDict

from django.utils.datastructures import MultiValueDict
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.api.as_of import read_as_of, refusing_moments
from catalog.api.bodies import CarefulJSONParser, refuse_unreadable
from catalog.api.problems import Problem, bad_parameter
from catalog.api.rows import ProductRow
from catalog.api.search import Facet
from catalog.moments import write_moment
from catalog.plain_json import JsonObject
from catalog.search.question import FACETS, Question
from catalog.search.structure_hits import StructureHits, find
from catalog.search.structures.messages import (
    LARGEST_MOLFILE,
    LOWEST_THRESHOLD,
    MOST_PAGES,
    USUAL_THRESHOLD,
    Asked,
    Ignore,
    Mode,
    Notation,
    too_large_molfile,
)
from catalog.search.structures.question import StructureQuestion
from catalog.search.structures.search import SOON, RefusedError, UnavailableError

PAGE_SIZE, MAX_PAGE_SIZE = 25, 100
MOST_SLUGS = 50
"""Of one facet."""
MOST_BYTES = 2 * LARGEST_MOLFILE
"""Of a request: a molfile as JSON writes it, and what is around it."""
LONGEST_QUOTED = 40


class StructureQuery(serializers.Serializer[Any]):
    """What is searched for."""

    structure = serializers.CharField(
        trim_whitespace=False,
        max_length=LARGEST_MOLFILE,
        help_text="SMILES, SMARTS, InChI or molfile (V2000 or V3000).",
    )
    mode = serializers.ChoiceField(
        choices=[mode.value for mode in Mode],
        default=Mode.SUBSTRUCTURE.value,
        help_text="'exact': the same compound; 'substructure': products that contain it; "
        "'similarity': Tanimoto's coefficient of Morgan fingerprints (radius 2, 2,048 bits).",
    )
    ignore = serializers.ListField(
        child=serializers.ChoiceField(choices=[option.value for option in Ignore]),
        default=list,
        help_text="What does not count in an exact search; 'stereochemistry' in a substructure, "
        "too. 'tautomers' are those with the same standard InChI: keto and enol stay different. "
        "'salt' leaves only the largest organic part, neutralised, and ignores tautomers, too; so "
        "does an InChI, which does not say where mobile hydrogens are.",
    )
    threshold = serializers.FloatField(
        min_value=LOWEST_THRESHOLD,
        max_value=1,
        default=USUAL_THRESHOLD,
        help_text="The lowest similarity.",
    )
    notation = serializers.ChoiceField(
        choices=[Notation.SMARTS.value],
        required=False,
        help_text="Have a line that is also a SMILES read as SMARTS.",
    )
    filters = serializers.DictField(
        child=serializers.ListField(
            child=serializers.CharField(max_length=120), max_length=MOST_SLUGS
        ),
        default=dict,
        help_text="Slugs of each facet: any of them, in every facet. Facets and slugs are those "
        "that 'facets' of an answer names.",
    )
    page = serializers.IntegerField(min_value=1, max_value=MOST_PAGES, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, default=PAGE_SIZE)
    as_of = serializers.CharField(
        max_length=40,
        required=False,
        help_text="For further pages: the moment that the first one says, for ten minutes.",
    )

    def validate_filters(self, filters: dict[str, list[str]]) -> dict[str, list[str]]:
        for facet in filters:
            if facet not in FACETS:
                known = ", ".join(FACETS)
                raise serializers.ValidationError(f"'{facet[:40]}' is no facet; known are {known}.")
        return filters


class Wanted(TypedDict):
    """What a StructureQuery that is valid says."""

    structure: str
    notation: NotRequired[str]
    mode: str
    ignore: list[str]
    threshold: float
    filters: dict[str, list[str]]
    page: int
    page_size: int
    as_of: NotRequired[str]


class StructureRow(ProductRow):
    """A product that was found, as in the list of products, with what its structure matched by."""

    similarity = serializers.FloatField(allow_null=True, help_text="In a search by similarity.")
    matched_atoms = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Of a substructure: the atoms of 'smiles' that match, counted from 0, in the "
        "order of the atoms of the query.",
    )

    class Meta(ProductRow.Meta):
        fields = (*ProductRow.Meta.fields, "smiles", "similarity", "matched_atoms")


class ReadAs(serializers.Serializer[Any]):
    """How the structure was read."""

    notation = serializers.ChoiceField(choices=[notation.value for notation in Notation])
    line = serializers.CharField(help_text="What says the same.")
    note = serializers.CharField(help_text="What else is to be known about it; mostly nothing.")


class StructureAnswer(serializers.Serializer[Any]):
    """What was found, the most similar or the smallest first."""

    results = StructureRow(many=True)
    count = serializers.IntegerField(help_text="Of all hits; at least so many if not exact.")
    count_is_exact = serializers.BooleanField()
    truncated = serializers.BooleanField(
        help_text="Whether time was over before all products were looked at."
    )
    as_of = serializers.CharField(help_text="The moment that all pages show, to be sent along.")
    read_as = ReadAs()
    facets = Facet(many=True)


class StructureSearch(APIView):
    """Find products by structure: the same compound, what contains it, or what is similar.

    An answer comes within two seconds, be it that not all was looked at ('truncated').
    """

    parser_classes = (CarefulJSONParser,)

    @extend_schema(request=StructureQuery, responses={200: StructureAnswer})
    def post(self, request: Request) -> Response:
        refuse_unreadable(request)
        _refuse_length(request)
        _refuse_strangers(request.data)
        query = StructureQuery(data=request.data)
        query.is_valid(raise_exception=True)
        wanted: Wanted = query.validated_data
        question = _question(wanted)
        try:
            with refusing_moments(wanted.get("as_of")):
                hits = find(question)
        except UnavailableError as error:
            unavailable = status.HTTP_503_SERVICE_UNAVAILABLE
            raise Problem(
                unavailable, "Not available just now", str(error), retry_after=SOON
            ) from error
        except RefusedError as error:
            raise Problem(
                status.HTTP_400_BAD_REQUEST, "Bad structure", str(error), parameter="structure"
            ) from error
        page = question.filters.page
        if hits.count_is_exact and page > hits.pages:
            raise bad_parameter("page", str(page), f"the last page is {hits.pages}.")
        return Response(_members(hits, {"request": request}))


def _refuse_length(request: Request) -> None:
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise Problem(
            status.HTTP_413_REQUEST_ENTITY_TOO_LARGE,
            "Too large",
            too_large_molfile(int(length)),
        )


def _refuse_strangers(data: Any) -> None:
    known = StructureQuery().fields
    for name in data if isinstance(data, dict) else ():
        if name not in known:
            value = json.dumps(data[name])[:LONGEST_QUOTED]
            raise bad_parameter(name[:LONGEST_QUOTED], value, f"known are {', '.join(known)}.")


def _question(wanted: Wanted) -> StructureQuestion:
    """Raises Problem."""
    notation = wanted.get("notation")
    asked = Asked(
        wanted["structure"],
        Mode(wanted["mode"]),
        frozenset(map(Ignore, wanted["ignore"])),
        wanted["threshold"],
        Notation(notation) if notation else None,
    )
    filters = Question.read(MultiValueDict(wanted["filters"]))
    return StructureQuestion(
        asked,
        replace(
            filters,
            page=wanted["page"],
            per_page=wanted["page_size"],
            moment=read_as_of(wanted.get("as_of")),
        ),
    )


def _members(hits: StructureHits, context: dict[str, object]) -> JsonObject:
    read = hits.read
    return {
        "results": [
            ProductRow(hit.listing, context=context).data
            | {
                "smiles": hit.listing.smiles,
                "similarity": None if hit.similarity is None else round(hit.similarity, 4),
                "matched_atoms": hit.atoms,
            }
            for hit in hits.listed
        ],
        "count": hits.count,
        "count_is_exact": hits.count_is_exact,
        "truncated": hits.truncated,
        "as_of": write_moment(hits.question.filters.moment),
        "read_as": read
        and {
            "notation": read.notation,
            "line": read.line,
            "note": read.note or ("" if hits.count else read.if_nothing),
        },
        "facets": Facet(hits.facets, many=True).data,
    }
