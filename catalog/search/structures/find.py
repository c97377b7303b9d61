"""The search itself: which of the structures in the files are asked for."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import numpy as np

from catalog.search.structures.columns import Mask
from catalog.search.structures.fingerprints import morgan_bits
from catalog.search.structures.hits import BodyHits, answer
from catalog.search.structures.identity import keys, place_of
from catalog.search.structures.matching import Matching, rows_to_look_at
from catalog.search.structures.messages import (
    Answer,
    Asked,
    Ignore,
    Mode,
    Notation,
    Search,
)
from catalog.search.structures.query import Query, read_query_for
from catalog.search.structures.screen import screen_of
from catalog.search.structures.snapshot import Snapshot, Snapshots

TELL_EVERY = 0.2
"""Seconds after which is told what was found until then, at first at once: looking at the next
structure may never end."""
REMEMBERED = 16


class Finder:
    """Answers questions, one after the other."""

    def __init__(self) -> None:
        self._snapshots = Snapshots()
        self._matchings: OrderedDict[tuple[object, Asked], list[Matching]] = OrderedDict()

    def find(self, question: Search) -> Iterator[Answer]:
        """Each answer tells more than the one before; raises QueryError and UnreadableError."""
        try:
            yield from self._found(question, monotonic())
        finally:
            self._snapshots.release()

    def _found(self, question: Search, began: float) -> Iterator[Answer]:
        asked, first, most = question.asked, question.first, question.most
        snapshot = self._snapshots.of(Path(question.folder))
        query = read_query_for(asked, snapshot.bodies)
        shown = snapshot.shown(question.moment)
        if asked.mode is not Mode.SUBSTRUCTURE:
            compare = _same if asked.mode is Mode.EXACT else _similar
            yield answer(query, compare(query, question, snapshot, shown), first, most)
            return
        bodies = self._known(asked, query, snapshot)
        found = [
            BodyHits(body.structures, body.matched, mask, question.chosen, matching=body)
            for body, mask in zip(bodies, shown, strict=True)
        ]
        missing = first + most + 1 - sum(np.count_nonzero(one.hits()) for one in found)
        told, truncated = 0.0, False
        for body, row in rows_to_look_at(bodies, shown, [one.allowed for one in found]):
            now = monotonic()
            truncated = now - began > question.seconds
            if truncated or (missing <= 0 and now - began > question.counting):
                break
            if now - told > TELL_EVERY:
                so_far = answer(query, found, first, most)
                yield replace(so_far, final=False, truncated=True)
                told = now
            missing -= bodies[body].look_at(row) and found[body].allowed[row]
        yield replace(answer(query, found, first, most), truncated=truncated)

    def _known(self, asked: Asked, query: Query, snapshot: Snapshot) -> list[Matching]:
        """What is known from earlier questions for the same substructure in the same files."""
        for other in [key for key in self._matchings if key[0] != snapshot.stamp]:
            del self._matchings[other]
        key = (snapshot.stamp, asked)
        if key not in self._matchings:
            screen = screen_of(query.molecule)
            self._matchings[key] = [Matching(body, query, screen) for body in snapshot.bodies]
        self._matchings.move_to_end(key)
        if len(self._matchings) > REMEMBERED:
            self._matchings.popitem(last=False)
        return self._matchings[key]


def _same(query: Query, question: Search, snapshot: Snapshot, shown: list[Mask]) -> list[BodyHits]:
    ignored = question.asked.ignore
    if query.read.notation is Notation.INCHI:
        ignored |= {Ignore.TAUTOMERS}
    place = place_of(ignored)
    key = keys(query.molecule)[place]
    found = []
    for body, mask in zip(snapshot.bodies, shown, strict=True):
        matched: Mask = np.zeros(len(body), np.bool_)
        matched[body.same(place, key)] = True
        found.append(BodyHits(body, matched, mask, question.chosen))
    return found


def _similar(
    query: Query, question: Search, snapshot: Snapshot, shown: list[Mask]
) -> list[BodyHits]:
    bits, threshold = morgan_bits(query.molecule), np.float32(question.asked.threshold)
    found = []
    for body, mask in zip(snapshot.bodies, shown, strict=True):
        similarity = body.similarity(bits)
        matched = similarity >= threshold
        found.append(BodyHits(body, matched, mask, question.chosen, similarity=similarity))
    return found
