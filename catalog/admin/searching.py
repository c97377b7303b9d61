"""Finding a product by anything that is printed on a vial, in any spelling."""

from django.db.models import Q

from catalog.keys import fold, match_key, sort_key
from catalog.models import Compound, Pack, PublishedCatalogNumber, RegistryNumber, Synonym

HELP = (
    "Catalog number (former ones too), SKU, name, synonym, CAS or other registry number, "
    "formula, InChIKey."
)


def matching(text: str) -> Q:
    """The products of which one name or number contains ``text``, or else each of its words."""
    words = text.split()
    every_word = Q()
    for word in words:
        every_word &= _carrying(word)
    return _carrying(text) | every_word if len(words) > 1 else _carrying(text)


def _carrying(text: str) -> Q:
    """One identifier contains the text, spelling marks aside. Subqueries, so that a product is
    found once, whatever number of its identifiers match."""
    key, folded = match_key(text), fold(text).strip()
    numbers = RegistryNumber.objects.filter(value_key__contains=key)
    compounds = Compound.objects.filter(
        Q(formula_key__contains=key)
        | Q(inchikey__icontains=folded)
        | Q(name__icontains=text)
        | Q(pk__in=numbers.filter(compound__isnull=False).values("compound"))
    )
    return (
        Q(catalog_number_key__contains=key)
        | Q(name__icontains=text)
        | Q(name_key__contains=sort_key(text))
        | Q(pk__in=PublishedCatalogNumber.objects.filter(key__contains=key).values("product"))
        | Q(pk__in=Pack.objects.filter(sku_key__contains=key).values("product"))
        | Q(pk__in=Synonym.objects.filter(text_key__contains=key).values("product"))
        | Q(pk__in=numbers.filter(product__isnull=False).values("product"))
        | Q(compound__in=compounds)
    )
