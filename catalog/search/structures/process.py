"""A process that searches, and does nothing else: ``python -m catalog.search.structures.process``.

Its argument is the number of a socket that it inherits. Questions come over it, one at a time, and
answers go back; ``matcher`` is the other side. The process ends when that side is gone, and when a
question takes longer than it may: then nothing but a signal of the system can end it.
"""

import gc
import resource
import signal
import sys
from multiprocessing.connection import Connection

from rdkit import rdBase

from catalog.search.structures.files import UnreadableError
from catalog.search.structures.find import Finder
from catalog.search.structures.query import QueryError, read_query
from catalog.search.structures.question import (
    READY,
    Answer,
    Conversion,
    Damage,
    Question,
    Refusal,
)

GRACE = 0.5
"""Seconds beyond its time after which a question ends the process."""
MOST_MEMORY = 2**30
"""Bytes of its own; what a pattern makes RDKit ask for beyond them is refused."""


def serve(connection: Connection) -> None:
    """Answer questions until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for those who ask us
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rdBase.DisableLog("rdApp.*")
    finder = Finder()
    gc.collect()
    gc.freeze()
    try:
        connection.send(READY)
        while True:
            question = connection.recv()
            signal.setitimer(signal.ITIMER_REAL, question.seconds + GRACE)
            _answer(connection, finder, question)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(connection: Connection, finder: Finder, question: Question | Conversion) -> None:
    try:
        if isinstance(question, Conversion):
            connection.send(Answer(read_query(question.asked).read))
            return
        for answer in finder.find(question):
            connection.send(answer)
    except QueryError as error:
        connection.send(Refusal(str(error)))
    except UnreadableError as error:
        connection.send(Damage(str(error)))
    except MemoryError:
        connection.send(
            Refusal("This structure needs more memory than a search may have. Make it simpler.")
        )


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
