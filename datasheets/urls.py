from django.urls import path

from datasheets import views
from datasheets.documents.registry import kinds

app_name = "datasheets"
urlpatterns = [
    path("documents/<str:number>.pdf", views.document_file, name="document-file"),
    path("documents/<str:number>/", views.document, name="document"),
    path("verify/", views.verify_document, name="verify"),
    *(address for kind in kinds() for address in kind.urls()),
]
