"""The JSON Schema of every version of a specification, for ever."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog import upcasts
from catalog.api.problems import Problem
from catalog.upcasts.frozen import frozen_schema


def schema_address(version: int) -> str:
    """Where the JSON Schema of a version is; its ``$id``, whoever asks under whatever host."""
    return f"{settings.SITE_URL}{reverse('api:specification-schema-version', args=[version])}"


class SchemaRenderer(JSONRenderer):
    """JSON under the name that schemas have."""

    media_type = "application/schema+json"


@extend_schema(responses=OpenApiTypes.OBJECT)
class SpecificationSchema(APIView):
    """The JSON Schema of specifications that are published now."""

    renderer_classes = (SchemaRenderer, JSONRenderer)

    def get(self, request: Request) -> Response:
        return _answer(upcasts.SCHEMA_VERSION)


@extend_schema(responses=OpenApiTypes.OBJECT)
class SpecificationSchemaVersion(APIView):
    """The JSON Schema of specifications whose ``schema_version`` is this one."""

    renderer_classes = (SchemaRenderer, JSONRenderer)

    def get(self, request: Request, version: int) -> Response:
        return _answer(version)


def _answer(version: int) -> Response:
    if not 1 <= version <= upcasts.SCHEMA_VERSION:
        raise Problem(
            status.HTTP_404_NOT_FOUND,
            "Not found",
            f"There is no version {version} of the specification's JSON Schema; there are 1 to "
            f"{upcasts.SCHEMA_VERSION}.",
        )
    return Response({"$id": schema_address(version)} | frozen_schema(version))
