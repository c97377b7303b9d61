from django.urls import path

from datasheets import views

app_name = "datasheets"
urlpatterns = [
    path("documents/<str:number>.pdf", views.document_file, name="document-file"),
    path("documents/<str:number>/", views.document, name="document"),
    path("verify/", views.verify_document, name="verify"),
    path("products/<str:catalog_number>/datasheet.pdf", views.datasheet, name="datasheet"),
    path(
        "products/<str:catalog_number>/revisions/<int:number>/datasheet.pdf",
        views.revision_datasheet,
        name="revision-datasheet",
    ),
]
