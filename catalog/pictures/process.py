"""The limited process that converts pictures: ``python -m catalog.pictures.process``.

Pictures come one at a time; ``asking`` is the other side.
"""

from collections.abc import Iterator

from catalog.limited import Limits, Service, run
from catalog.pictures.asking import Conversion, PictureRefusal
from catalog.pictures.converting import convert
from catalog.pictures.formats import PictureError
from catalog.pictures.picture import Picture

MOST_MEMORY = 448 * 2**20
"""Bytes of its own: a picture of 50 million pixels takes 200 MB, its file up to 50 MB twice."""


def answer(job: Conversion) -> Iterator[Picture | PictureRefusal]:
    try:
        yield convert(job.content, job.box)
    except PictureError as error:
        yield PictureRefusal(str(error))
    except MemoryError:
        yield PictureRefusal("needs more memory than one picture may take: scale it down.")


if __name__ == "__main__":
    run(lambda: Service(answer), Limits(MOST_MEMORY))
