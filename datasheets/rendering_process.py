"""A process that renders, and does nothing else: ``python -m datasheets.rendering_process FD``.

``FD`` is the number of a socket that it inherits. Jobs come over it, one at a time, and answers go
back; ``datasheets.renderers`` is the other side. The process ends when that side is gone.
"""

import gc
import resource
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from datasheets import rendering
from datasheets.carried import Answer, Job


def serve(connection: Connection) -> None:
    """Answer jobs until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for those who wait for us
    rendering.warm_up()
    # What is there now stays: the collector need not look at it again. It runs between documents.
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        connection.send(rendering.engine_version())
        while True:
            connection.send(_answer(connection.recv()))
            gc.collect()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(job: Job) -> Answer:
    try:
        return Answer(rendering.render(job), "", True, _memory())
    except rendering.RenderingError as error:
        return Answer(b"", str(error), True, _memory())
    except Exception:
        return Answer(b"", traceback.format_exc(), False, _memory())


def _memory() -> int:
    """What this process occupies, in bytes; where Linux does not tell, the most that it ever did.

    Linux's own maximum is no use: it begins with that of the process that started this one.
    """
    try:
        resident = Path("/proc/self/statm").read_text().split()[1]
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(resident) * resource.getpagesize()


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
