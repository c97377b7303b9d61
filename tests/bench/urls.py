"""The site's addresses, and beside them the conventional way to the same facts."""

from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.views.decorators.http import conditional_page
from rest_framework import generics

from catalog.keys import match_key
from catalog.models import Product
from tests.bench.conventional import ProductSerializer, products


class ConventionalDetail(generics.RetrieveAPIView[Product]):
    queryset = products()
    serializer_class = ProductSerializer

    def get_object(self) -> Product:
        key = match_key(self.kwargs["catalog_number"])
        return get_object_or_404(self.get_queryset(), catalog_number_key=key)


detail = ConventionalDetail.as_view()
urlpatterns = [
    path("bench/products/<str:catalog_number>/", detail),
    path("bench/conditional/products/<str:catalog_number>/", conditional_page(detail)),
    path("", include("config.urls")),
]
