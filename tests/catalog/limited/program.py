"""A program for the tests of limited processes: it does as it is told."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

from catalog.limited import Limits, Service, run


def answer(job: tuple[str, Any]) -> Iterator[Any]:
    """A verb, and what it is about."""
    verb, about = job
    if verb == "say":
        yield from about
    elif verb == "say, then stay busy in C":
        yield about
        re.match(r"(a*)*b", "a" * 60)
    elif verb == "sleep":
        time.sleep(about)
    elif verb == "take":
        yield len(bytearray(about))
    elif verb == "fail":
        raise ValueError(about)
    elif verb == "exit":
        os._exit(about)
    elif verb == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif verb == "modules":
        yield sorted(
            name for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names
        )


if __name__ == "__main__":
    run(lambda: Service(answer, hello="Good morning"), Limits(128 * 2**20))
