"""The API's views."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)
from rest_framework import generics, serializers, status
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.api.addresses import absolute
from catalog.api.as_of import AS_OF, as_of, pinned
from catalog.api.filters import ListingFilter
from catalog.api.pagination import ProductPagination
from catalog.api.parameters import refuse_repeated, refuse_strangers
from catalog.api.problems import Problem, bad_parameter
from catalog.api.rows import ProductRow, asked_of_document, document_members
from catalog.api.schemas import schema_address
from catalog.http import conditional
from catalog.models import Listing, SiteSettings
from catalog.plain_json import JsonObject
from catalog.specification.reading import read_specification
from catalog.specification.values import NamedProduct
from catalog.upcasts import version_of

ORDERINGS = {
    "name": "name_key",
    "catalog_number": "catalog_number_sort",
    "molecular_weight": "weight_key",
    "valid_from": "visible_from",
}


class StableOrdering(OrderingFilter):
    """``ordering=name`` or ``-name`` …, always made unique by the revision."""

    ordering_param = "ordering"

    def get_ordering(
        self, request: Request, queryset: QuerySet[Listing], view: Any
    ) -> tuple[str, ...]:
        text = request.query_params.get(self.ordering_param, "name")
        columns: dict[str, str] = {}
        for name in map(str.strip, text.split(",")):
            column = ORDERINGS.get(name.removeprefix("-"))
            if column is None or column in columns:
                known = ", ".join(ORDERINGS)
                raise bad_parameter("ordering", text, f"choose among {known}, each once.")
            columns[column] = f"-{column}" if name.startswith("-") else column
        descending = text.strip().startswith("-")
        return (*columns.values(), "-revision_id" if descending else "revision_id")

    def get_schema_operation_parameters(self, view: Any) -> list[JsonObject]:
        names = [sign + name for name in ORDERINGS for sign in ("", "-")]
        return [
            {
                "name": "ordering",
                "in": "query",
                "description": "One or several, separated by commas; '-' reverses.",
                "schema": {"type": "string", "default": "name", "examples": names},
            }
        ]


class ProductList(generics.ListAPIView[Listing]):
    """Products on offer: the revision shown of each, filtered, in pages."""

    queryset = Listing.objects.none()  # says of what kind, where there is no request
    serializer_class = ProductRow
    pagination_class = ProductPagination
    filter_backends = (DjangoFilterBackend, StableOrdering)
    filterset_class = ListingFilter

    @cached_property
    def moment(self) -> datetime:
        """What is published while pages are turned changes none of them."""
        return pinned(self.request)

    def get_queryset(self) -> QuerySet[Listing]:
        listings = Listing.objects.offered(self.moment).select_related("revision")
        return listings if asked_of_document(self._wanted()) else listings.defer("revision__spec")

    @extend_schema(
        parameters=[
            AS_OF,
            OpenApiParameter(
                "fields",
                description="Only these members, separated by commas; any member of a row or of "
                "a specification.",
            ),
        ]
    )
    def get(self, request: Request, *args: Any, **options: Any) -> Response:
        self._refuse_strangers(request)
        return super().get(request, *args, **options)

    def get_serializer(self, *args: Any, **options: Any) -> Any:
        return super().get_serializer(*args, wanted=self._wanted(), **options)

    def _wanted(self) -> list[str] | None:
        text = self.request.query_params.get("fields")
        if text is None:
            return None
        known = dict.fromkeys([*ProductRow.Meta.fields, *document_members()])
        wanted = [name.strip() for name in text.split(",") if name.strip()]
        for name in wanted:
            if name not in known:
                raise bad_parameter("fields", name, f"choose among {', '.join(known)}.")
        return wanted

    def _refuse_strangers(self, request: Request) -> None:
        filters = ListingFilter.base_filters
        refuse_strangers(request, {*filters, "fields", "ordering", "as_of", "cursor", "page_size"})
        refuse_repeated(request, ("kind", "status"))


SPECIFICATION = OpenApiResponse(
    OpenApiTypes.OBJECT, description="A specification; see its JSON Schema."
)


class ProductDetail(APIView):
    """The specification shown of a product: its stored bytes, under a strong ETag."""

    @extend_schema(parameters=[AS_OF], responses={200: SPECIFICATION})
    def get(self, request: Request, catalog_number: str) -> HttpResponseBase:
        refuse_repeated(request)
        listing = Listing.objects.shown(catalog_number, as_of(request))
        if listing is None:
            raise _unknown(catalog_number)
        if listing.withdrawn:
            raise _withdrawn(listing)
        return _document(request, listing)


class RevisionDetail(APIView):
    """One revision of a product, past or present, for ever; a tombstone too."""

    @extend_schema(responses={200: SPECIFICATION})
    def get(self, request: Request, catalog_number: str, number: int) -> HttpResponseBase:
        listing = Listing.objects.public_revision(catalog_number, number)
        if listing is None:
            raise Problem(
                status.HTTP_404_NOT_FOUND,
                "Not found",
                f"'{catalog_number}' has no public revision {number}.",
                catalog_number=catalog_number,
            )
        return _document(request, listing)


class RevisionRow(serializers.Serializer[Listing]):
    """A revision in the history of a product."""

    number = serializers.IntegerField(source="revision.number")
    kind = serializers.CharField(source="revision.kind")
    change_note = serializers.CharField(source="revision.change_note")
    visible_from = serializers.DateTimeField()
    sha256 = serializers.CharField(source="revision.sha256")
    url = serializers.SerializerMethodField()

    def get_url(self, listing: Listing) -> str:
        path = reverse("api:revision", args=[listing.catalog_number, listing.revision.number])
        return absolute(path)


REVISIONS = inline_serializer("Revisions", {"results": RevisionRow(many=True)})


class RevisionList(generics.GenericAPIView[Listing]):
    """The public history of a product, latest first."""

    serializer_class = RevisionRow

    @extend_schema(operation_id="products_revisions_list", responses=REVISIONS)
    def get(self, request: Request, catalog_number: str) -> Response:
        shown = Listing.objects.shown(catalog_number)
        if shown is None:
            raise _unknown(catalog_number)
        history = Listing.objects.ever_public().filter(product=shown.product_id)
        rows = history.select_related("revision").defer("revision__spec")
        rows = rows.order_by("-revision__number")
        return Response({"results": self.get_serializer(rows, many=True).data})


@extend_schema(responses=OpenApiTypes.OBJECT)
class Root(APIView):
    """Where everything is, and under which licence the data may be used, if the supplier says."""

    def get(self, request: Request) -> Response:
        names = {
            "products": "api:products",
            "search": "api:search",
            "suggest": "api:suggest",
            "structure_search": "api:structure-search",
            "openapi": "api:openapi",
            "specification_schema": "api:specification-schema",
        }
        addresses = {key: absolute(reverse(name)) for key, name in names.items()}
        site = SiteSettings.current()
        licence = {"name": site.data_licence, "url": site.data_licence_url or None}
        return Response(addresses | {"data_licence": licence if site.data_licence else None})


def _document(request: Request, listing: Listing) -> HttpResponseBase:
    revision = listing.revision
    django_request: HttpRequest = request._request

    def make() -> HttpResponse:
        response = HttpResponse(bytes(revision.spec), content_type="application/json")
        described = schema_address(version_of(revision.spec))
        response["Link"] = f'<{described}>; rel="describedby"'
        return response

    response = conditional(django_request, revision.sha256, make)
    if response.status_code == status.HTTP_412_PRECONDITION_FAILED:
        raise Problem(
            status.HTTP_412_PRECONDITION_FAILED,
            "Precondition failed",
            f"The document is not the one that the request's conditions name; its ETag is "
            f'"{revision.sha256}".',
            etag=revision.sha256,
        )
    return response


def _unknown(catalog_number: str) -> Problem:
    return Problem(
        status.HTTP_404_NOT_FOUND,
        "Not found",
        f"No product has the catalog number '{catalog_number}'. Search for it with "
        f"{reverse('api:products')}?search=.",
        catalog_number=catalog_number,
    )


def _withdrawn(listing: Listing) -> Problem:
    withdrawal = read_specification(listing.revision.spec).withdrawal
    note = withdrawal.note if withdrawal else None
    instead = withdrawal.replaced_by if withdrawal else None
    return Problem(
        status.HTTP_410_GONE,
        "Withdrawn",
        f"{listing.catalog_number} {listing.name} was withdrawn. " + (note or ""),
        catalog_number=listing.catalog_number,
        replaced_by=_named(instead) if instead else None,
        last_revision=absolute(
            reverse("api:revision", args=[listing.catalog_number, listing.revision.number])
        ),
    )


def _named(product: NamedProduct) -> dict[str, str]:
    address = absolute(reverse("api:product", args=[product.catalog_number]))
    return {"catalog_number": product.catalog_number, "name": product.name, "url": address}
