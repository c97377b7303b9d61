"""The limited process that searches structures: ``python -m catalog.search.structures.process``.

Questions come one at a time; ``matcher`` is the other side.
"""

from collections.abc import Iterator

from rdkit import rdBase

from catalog.limited import Limits, Service, run
from catalog.search.structures.files import UnreadableError
from catalog.search.structures.find import Finder
from catalog.search.structures.messages import Answer, Conversion, Damage, Search, Unsearchable
from catalog.search.structures.query import QueryError, read_query

MOST_MEMORY = 2**30
"""Bytes of its own; what a pattern makes RDKit ask for beyond them is refused."""

Outcome = Answer | Unsearchable | Damage


def start() -> Service:
    rdBase.DisableLog("rdApp.*")
    finder = Finder()

    def answer(question: Search | Conversion) -> Iterator[Outcome]:
        try:
            if isinstance(question, Conversion):
                yield Answer(read_query(question.asked).read)
            else:
                yield from finder.find(question)
        except QueryError as error:
            yield Unsearchable(str(error))
        except UnreadableError as error:
            yield Damage(str(error))
        except MemoryError:
            yield Unsearchable(
                "This structure needs more memory than a search may have. Make it simpler."
            )

    return Service(answer)


if __name__ == "__main__":
    run(start, Limits(MOST_MEMORY))
