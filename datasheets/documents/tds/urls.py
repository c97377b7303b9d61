from django.urls import path

from datasheets.documents.tds import views

urlpatterns = [
    path("products/<str:catalog_number>/datasheet.pdf", views.datasheet, name="datasheet"),
    path(
        "products/<str:catalog_number>/revisions/<int:number>/datasheet.pdf",
        views.revision_datasheet,
        name="revision-datasheet",
    ),
]
