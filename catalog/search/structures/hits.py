"""What matches, counted by facet, in the order in which it is shown."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from catalog.search.structures.columns import Columns, Mask
from catalog.search.structures.matching import Matching
from catalog.search.structures.messages import Answer, Chosen, Hit
from catalog.search.structures.query import Query


class BodyHits:
    """The matches among some structures. ``matched`` may grow while they are looked at."""

    def __init__(
        self,
        structures: Columns,
        matched: Mask,
        shown: Mask,
        chosen: Chosen,
        *,
        similarity: NDArray[np.float32] | None = None,
        matching: Matching | None = None,
    ) -> None:
        self.structures = structures
        self.matched = matched
        self.shown = shown
        self.similarity = similarity
        self.matching = matching
        self._by_facet = {facet: structures.having(facet, slugs) for facet, slugs in chosen}
        self.allowed = self._allowed_but(None)

    def hits(self) -> Mask:
        return np.asarray(self.matched & self.shown & self.allowed)

    def unknown(self) -> Mask:
        """The rows that were not looked at yet."""
        if self.matching is None:
            return np.zeros(len(self.structures), np.bool_)
        return np.asarray(self.matching.unknown & self.shown)

    def hit(self, row: int) -> Hit:
        similarity = None if self.similarity is None else float(self.similarity[row])
        atoms = self.matching.atoms(row) if self.matching else ()
        return Hit(int(self.structures.revisions[row]), similarity, atoms)

    def counts(self) -> Iterator[tuple[tuple[str, str], int, str]]:
        """How many products have each value, and its label. The values of a facet are
        alternatives: they are counted as if none of it were chosen."""
        of_hits = self._counted(self.allowed)
        of_facet = {facet: self._counted(self._allowed_but(facet)) for facet in self._by_facet}
        for number, (facet, slug, label) in enumerate(self.structures.values):
            if count := int(of_facet.get(facet, of_hits)[number]):
                yield (facet, slug), count, label

    def _counted(self, among: Mask) -> NDArray[np.intp]:
        return self.structures.counts(self.matched & self.shown & among)

    def _allowed_but(self, but: str | None) -> Mask:
        """What all chosen facets allow, leaving one aside."""
        allowed: Mask = np.ones(len(self.structures), np.bool_)
        for facet, having in self._by_facet.items():
            if facet != but:
                allowed &= having
        return allowed


def answer(query: Query, found: Sequence[BodyHits], first: int, most: int) -> Answer:
    counts: dict[tuple[str, str], tuple[int, str]] = {}
    for one in found:
        for key, count, label in one.counts():
            counts[key] = (count + counts.get(key, (0, ""))[0], label)
    unknown = [one.unknown() for one in found]
    return Answer(
        query.read,
        tuple(_page(found, first, most)),
        count=sum(int(np.count_nonzero(one.hits())) for one in found),
        count_is_exact=not any(
            (mask & one.allowed).any() for mask, one in zip(unknown, found, strict=True)
        ),
        counts=counts,
        counts_are_exact=not any(mask.any() for mask in unknown),
    )


def _page(found: Sequence[BodyHits], first: int, most: int) -> Iterator[Hit]:
    """The most similar first; the smaller before the larger; of equals, the older revision."""
    bodies, rows, keys = [], [], []
    for body, one in enumerate(found):
        own = np.flatnonzero(one.hits())
        unlike = np.zeros(len(own)) if one.similarity is None else -one.similarity[own]
        bodies.append(np.full(len(own), body, np.uint8))
        rows.append(own)
        keys.append((one.structures.revisions[own], one.structures.atoms[own], unlike))
    order = np.lexsort([np.concatenate(key) for key in zip(*keys, strict=True)])
    chosen = order[first : first + most]
    for body, row in zip(np.concatenate(bodies)[chosen], np.concatenate(rows)[chosen], strict=True):
        yield found[int(body)].hit(int(row))
