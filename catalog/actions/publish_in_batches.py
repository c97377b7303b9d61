"""Publish in batches: a whole import, or what a merged term has changed."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog.actions.batches import MOST_AT_ONCE, batches_of, room_for_writing
from catalog.actions.permissions import PUBLISH
from catalog.actions.publish import Instruction, Publication, publish_together
from catalog.actions.save_draft import latest_of
from catalog.curation import Finding
from catalog.curation.processes import CurationProcesses, curation_processes
from catalog.models import DraftVersion, Product


def publish_in_batches(
    products: Iterable[Product],
    told: Instruction,
    *,
    expected: Mapping[int, str] | None = None,
    processes: int = 0,
    at_once: int = MOST_AT_ONCE,
) -> Iterator[Publication]:
    """``publish_together``, batch after batch; each is in the log when it is given out.

    Nothing happens before the first one is asked for. What was published stays, whatever becomes
    of a later batch; whoever runs it again is told of those that there is nothing to publish.
    Products that point to one another and were never public belong into one batch: a pointer to
    one that is still to come is left out.

    With ``processes``, which take a second or two to start, that many curate the drafts to come
    while a batch is written. A draft that changes in between is curated again, under the lock.
    """
    PUBLISH.check(told.by)  # before processes are started
    batches = batches_of(products, at_once)
    with room_for_writing():
        for batch, curated in _curated_ahead(batches, processes):
            yield publish_together(batch, told, expected=expected, curated=curated)


Batch = Sequence[Product]
Curated = Mapping[str, list[Finding]]


def _curated_ahead(batches: Iterable[Batch], processes: int) -> Iterator[tuple[Batch, Curated]]:
    """The batches with the findings of their drafts; with none, if no processes are asked for."""
    if not processes:
        yield from ((batch, {}) for batch in batches)
        return
    with curation_processes(processes) as pool:
        ahead = deque[_Ahead]()
        for batch in batches:
            ahead.append(_Ahead(batch, pool))
            if len(ahead) > 1:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


class _Ahead:
    """A batch whose drafts are being curated."""

    def __init__(self, batch: Batch, pool: CurationProcesses) -> None:
        self.batch, self.pool = batch, pool
        written = DraftVersion.objects.values_list("sha256", "document")
        drafts = list(latest_of(written, [product.pk for product in batch]))
        self.hashes = [sha256 for sha256, _ in drafts]
        self.parts = pool.start([bytes(document) for _, document in drafts])

    def result(self) -> tuple[Batch, Curated]:
        found = self.pool.results(self.parts)
        return self.batch, dict(zip(self.hashes, found, strict=False))  # none if they were killed
