"""The limited process that renders: ``python -m datasheets.rendering_process``.

Jobs come one at a time; ``datasheets.renderers`` is the other side.
"""

import gc
from collections.abc import Iterator

from catalog.limited import Limits, Service, run
from datasheets import rendering
from datasheets.carried import Answer, Job

MOST_MEMORY = 2**30
"""Bytes of its own. A usual document makes it occupy a tenth of that."""


def start() -> Service:
    rendering.warm_up()
    gc.disable()  # it runs between documents
    return Service(_answer, hello=rendering.engine_version(), tidy=gc.collect)


def _answer(job: Job) -> Iterator[Answer]:
    try:
        yield Answer(rendering.render(job))
    except rendering.RenderingError as error:
        yield Answer(b"", str(error))


if __name__ == "__main__":
    run(start, Limits(MOST_MEMORY))
