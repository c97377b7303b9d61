"""What packs are found by."""

from collections.abc import Iterator

from catalog.specification.declaration import Pack


def pack_words(pack: Pack) -> Iterator[str]:
    """The size of a pack as texts: its amount, its concentration and solvent, remarks."""
    for amount in (pack.amount, pack.concentration):
        if amount:
            yield f"{amount.text} {amount.unit or ''}"
            yield amount.remark or ""
    yield pack.solvent or ""
