"""Many documents of new products into rows, with a few queries for them all.

The rules are those of ``load``: the same declaration fills the rows, and the models check them.
Only what asks the database, whether a number is taken or a shared row is there, is asked once for
all. What is out of the ordinary is left to ``load``, which says what is wrong or changes what is
there: a document with a problem, of a product that exists, with a number that is taken, or with
other words on a compound that is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import DataError, IntegrityError, models, transaction

from catalog.models import Product, PublishedCatalogNumber
from catalog.models.plain_rows import insert_new, insert_rows
from catalog.plain_json import JsonObject
from catalog.specification.collecting import Bundle, Collector, NotPlainError, number_key
from catalog.specification.load import DocumentError, members_of


def insert_new_products(documents: Sequence[Any]) -> dict[int, Product]:
    """The products made of those documents that are plain, by their place.

    Call it inside a transaction, and give the others to ``load`` then.
    """
    unknown = dict(_of_unknown_products(documents))
    collector = Collector(unknown)
    products: dict[int, Product] = {}
    bundles: dict[int, Bundle] = {}
    for place, members in unknown.items():
        try:
            products[place], bundles[place] = collector.collect(members)
        except NotPlainError:
            continue
    free = _without_rivals(bundles)
    try:
        with transaction.atomic():
            _insert([bundles[place] for place in free])
    except (IntegrityError, DataError):
        return _load_halves(documents)
    return {place: products[place] for place in free}


def _load_halves(documents: Sequence[Any]) -> dict[int, Product]:
    """After the database refused some row of the documents: ``load`` is left with the few.

    The first half comes first, so that of rivals across the halves the first wins.
    """
    half = len(documents) // 2
    if not half:
        return {}
    earlier = insert_new_products(documents[:half])
    later = insert_new_products(documents[half:])
    return earlier | {half + place: row for place, row in later.items()}


def _of_unknown_products(documents: Sequence[Any]) -> Iterator[tuple[int, JsonObject]]:
    """The documents whose catalog number nobody has or had, and no earlier one gives."""
    members: dict[int, JsonObject] = {}
    keys: dict[str, int] = {}
    for place, document in enumerate(documents):
        try:
            members[place] = members_of(document)
        except DocumentError:
            continue
        keys.setdefault(number_key(members[place]), place)
    products = Product.objects.filter(catalog_number_key__in=keys)
    published = PublishedCatalogNumber.objects.filter(key__in=keys)
    taken = {
        *products.values_list("catalog_number_key", flat=True),
        *published.values_list("key", flat=True),
    }
    for key, place in keys.items():
        if key and key not in taken:
            yield place, members[place]


def _without_rivals(bundles: dict[int, Bundle]) -> list[int]:
    """The places of those whose numbers and keys no other row has; of rivals, the first wins."""
    claims = {place: list(_claims(bundle)) for place, bundle in bundles.items()}
    taken: dict[_Claim, int | None] = _taken(
        {claim for made in claims.values() for claim, _ in made}
    )
    free = []
    for place, made in claims.items():
        if all(taken.get(claim, row) == row for claim, row in made):
            taken |= dict(made)
            free.append(place)
    needs = {
        place: {needed for used in _with_shared([bundles[place]]) for needed in used.needs}
        for place in free
    }
    while lost := {place for place in free if not needs[place] <= {*free}}:
        free = [place for place in free if place not in lost]
    return free


_Claim = tuple[Any, Any]
"""A column that is unique and a value in it, or a constraint and the values of its columns."""


def _claims(bundle: Bundle) -> Iterator[tuple[_Claim, int]]:
    """What a document wants to have alone, each with the row that is to have it."""
    for used in _with_shared([bundle]):
        for _, row in used.rows:
            for column in row._meta.concrete_fields:
                if column.unique and not column.primary_key:
                    yield (column, getattr(row, column.attname)), id(row)
            for constraint in row._meta.constraints:
                if isinstance(constraint, models.UniqueConstraint):
                    values = [getattr(row, name) for name in constraint.fields]
                    told = [
                        id(value) if isinstance(value, models.Model) else value for value in values
                    ]
                    if None not in told:
                        yield (constraint.name, tuple(told)), id(row)


def _taken(claims: Iterable[_Claim]) -> dict[_Claim, int | None]:
    """Those that a row in the database has. New rows together are new to every constraint."""
    wanted = defaultdict(set)
    for column, value in claims:
        if isinstance(column, models.Field):
            wanted[column].add(value)
    return {
        (column, value): None
        for column, values in wanted.items()
        for value in column.model._default_manager.filter(
            **{f"{column.name}__in": values}
        ).values_list(column.name, flat=True)
    }


def _with_shared(bundles: Iterable[Bundle]) -> list[Bundle]:
    """The bundles after those that they use, each once."""
    found: dict[int, Bundle] = {}
    for bundle in bundles:
        for used in (*_with_shared(bundle.uses), bundle):
            found.setdefault(id(used), used)
    return list(found.values())


def _insert(bundles: list[Bundle]) -> None:
    """Shared rows first, then products, then what belongs to them, and what is linked at last."""
    documents = {id(bundle) for bundle in bundles}
    rows: dict[tuple[bool, int, int, type[models.Model]], list[models.Model]] = defaultdict(list)
    everything = _with_shared(bundles)
    for bundle in everything:
        is_document = id(bundle) in documents
        for depth, row in bundle.rows:
            rank = 0 if is_document else bundle.rank
            rows[is_document, rank, depth, type(row)].append(row)
    for (_, _, _, model), alike in sorted(rows.items(), key=lambda entry: entry[0][:3]):
        if model.save is not models.Model.save:  # it does something then
            for row in alike:
                row.save()
        else:
            insert_new(alike)
    for column, pairs in _links(everything).items():
        names = column.m2m_field_name(), column.m2m_reverse_field_name()
        insert_rows(column.remote_field.through, names, pairs)


def _links(bundles: Iterable[Bundle]) -> dict[Any, list[tuple[int, int]]]:
    links: dict[Any, dict[tuple[int, int], None]] = defaultdict(dict)
    for bundle in bundles:
        for row, column, shared in bundle.links:
            for target in shared:
                links[row._meta.get_field(column)][row.pk, target.pk] = None
    return {column: list(pairs) for column, pairs in links.items()}
