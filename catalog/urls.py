from django.contrib.sitemaps.views import sitemap
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from catalog import views
from catalog.sitemaps import ProductSitemap


class Sha256Converter(StringConverter):
    """A SHA-256 in lower-case hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")

app_name = "catalog"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="catalog:products"), name="home"),
    path("products/", views.product_list, name="products"),
    path("products/<str:catalog_number>/", views.product, name="product-number"),
    path("products/<str:catalog_number>/<slug:slug>/", views.product, name="product"),
    path("products/<str:catalog_number>/revisions/<int:number>/", views.revision, name="revision"),
    path("id/<path:text>", views.identifier, name="identifier"),
    path("files/<sha256:sha256>/<path:filename>", views.stored_file, name="file"),
    path("sitemap.xml", sitemap, {"sitemaps": {"products": ProductSitemap}}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("style/accent.css", views.accent, name="accent"),
]
