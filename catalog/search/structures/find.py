"""The search itself: which of the structures in the files are asked for."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import numpy as np

from catalog.search.structures.columns import Mask
from catalog.search.structures.fingerprints import morgan_bits
from catalog.search.structures.hits import Found, answer
from catalog.search.structures.identity import keys, place_of
from catalog.search.structures.matching import Verified, rows_to_look_at
from catalog.search.structures.messages import (
    Answer,
    Asked,
    Ignore,
    Mode,
    Notation,
    Question,
)
from catalog.search.structures.query import Query, read_query_for
from catalog.search.structures.screen import screen_of
from catalog.search.structures.snapshot import Files, Opened

TELL_EVERY = 0.2
"""Seconds after which is told what was found until then, at first at once: looking at the next
structure may never end."""
REMEMBERED = 16


class Finder:
    """Answers questions, one after the other."""

    def __init__(self) -> None:
        self._files = Files()
        self._verified: OrderedDict[tuple[object, Asked], list[Verified]] = OrderedDict()

    def find(self, question: Question) -> Iterator[Answer]:
        """Each answer tells more than the one before; raises QueryError and UnreadableError."""
        try:
            yield from self._found(question, monotonic())
        finally:
            self._files.release()

    def _found(self, question: Question, began: float) -> Iterator[Answer]:
        asked, first, most = question.asked, question.first, question.most
        opened = self._files.opened(Path(question.folder))
        query = read_query_for(asked, opened.bodies)
        shown = opened.shown(question.moment)
        if asked.mode is not Mode.SUBSTRUCTURE:
            compare = _same if asked.mode is Mode.EXACT else _similar
            yield answer(query, compare(query, question, opened, shown), first, most)
            return
        bodies = self._known(asked, query, opened)
        found = [
            Found(body.structures, body.matched, mask, question.chosen, verified=body)
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

    def _known(self, asked: Asked, query: Query, opened: Opened) -> list[Verified]:
        """What is known from earlier questions for the same substructure in the same files."""
        for other in [key for key in self._verified if key[0] != opened.stamp]:
            del self._verified[other]
        key = (opened.stamp, asked)
        if key not in self._verified:
            screen = screen_of(query.molecule)
            self._verified[key] = [Verified(body, query, screen) for body in opened.bodies]
        self._verified.move_to_end(key)
        if len(self._verified) > REMEMBERED:
            self._verified.popitem(last=False)
        return self._verified[key]


def _same(query: Query, question: Question, opened: Opened, shown: list[Mask]) -> list[Found]:
    ignored = question.asked.ignore
    if query.read.notation is Notation.INCHI:
        ignored |= {Ignore.TAUTOMERS}
    place = place_of(ignored)
    key = keys(query.molecule)[place]
    found = []
    for body, mask in zip(opened.bodies, shown, strict=True):
        matched: Mask = np.zeros(len(body), np.bool_)
        matched[body.same(place, key)] = True
        found.append(Found(body, matched, mask, question.chosen))
    return found


def _similar(query: Query, question: Question, opened: Opened, shown: list[Mask]) -> list[Found]:
    bits, threshold = morgan_bits(query.molecule), np.float32(question.asked.threshold)
    found = []
    for body, mask in zip(opened.bodies, shown, strict=True):
        similarity = body.similarity(bits)
        matched = similarity >= threshold
        found.append(Found(body, matched, mask, question.chosen, similarity=similarity))
    return found
