from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from catalog.api import schemas, search, structures, views

app_name = "api"
urlpatterns = [
    path("", views.Root.as_view(), name="root"),
    path("products/", views.ProductList.as_view(), name="products"),
    path("products/<str:catalog_number>/", views.ProductDetail.as_view(), name="product"),
    path(
        "products/<str:catalog_number>/revisions/", views.RevisionList.as_view(), name="revisions"
    ),
    path(
        "products/<str:catalog_number>/revisions/<int:number>/",
        views.RevisionDetail.as_view(),
        name="revision",
    ),
    path("structure-search", structures.StructureSearch.as_view(), name="structure-search"),
    path(
        "specification.schema.json",
        schemas.SpecificationSchema.as_view(),
        name="specification-schema",
    ),
    path(
        "schemas/specification/<int:version>",
        schemas.SpecificationSchemaVersion.as_view(),
        name="specification-schema-version",
    ),
    path("search", search.Search.as_view(), name="search"),
    path("suggest", search.Suggest.as_view(), name="suggest"),
    path("schema/", SpectacularAPIView.as_view(), name="openapi"),
]
