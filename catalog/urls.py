from django.contrib.sitemaps.views import sitemap
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from catalog.sitemaps import PageSitemap, ProductSitemap
from catalog.views import compare, files, home, listing, lookup, product, site, structures


class Sha256Converter(StringConverter):
    """A SHA-256 in lower-case hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")

SITEMAPS = {"pages": PageSitemap, "products": ProductSitemap}

app_name = "catalog"
urlpatterns = [
    path("", home.home, name="home"),
    path("browse/<slug:name>/", home.facet, name="facet"),
    path("products/", listing.product_list, name="products"),
    path("products/<str:catalog_number>/", product.product, name="product-number"),
    path("products/<str:catalog_number>/<slug:slug>/", product.product, name="product"),
    path(
        "products/<str:catalog_number>/revisions/<int:number>/", product.revision, name="revision"
    ),
    path("compare/", compare.page, name="compare"),
    path("compare.csv", compare.file, name="compare-csv"),
    path("structures/", structures.structures, name="structures"),
    path("id/<path:text>", lookup.identifier, name="identifier"),
    path("files/<sha256:sha256>/<path:filename>", files.stored_file, name="file"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("style/accent.css", site.accent, name="accent"),
]
