"""Processes with limits: code that may never end, crash or fill the memory runs in one of them.

A limited process is a program of its own that loads what its kind of work needs and nothing else.
It has a limit of memory, a deadline for each job, and one job at a time; when it is lost or late it
is replaced, and whoever asked is told. There is one program for each kind of work, so that a PDF
never waits for a structure: ``catalog.search.structures.process``, ``catalog.untrusted.process``,
``catalog.pictures.process`` and ``datasheets.rendering_process``.

Public face: ``Program``, ``Pool`` and the errors, for those who ask; ``run``, ``Service`` and
``Limits``, for the programs. Both sides need the standard library alone, because the programs
import this package. ``docs/decisions/0001-limited-processes.md`` says why it is ours.
"""

from catalog.limited.pool import Pool
from catalog.limited.process import BusyError, LostError, Process, Program, TooLateError
from catalog.limited.serving import Limits, Service, run

__all__ = [
    "BusyError",
    "Limits",
    "LostError",
    "Pool",
    "Process",
    "Program",
    "Service",
    "TooLateError",
    "run",
]
