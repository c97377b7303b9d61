"""Files that anybody may have sent, read in a limited process of their own.

Public face: ``ask`` with one of the ``jobs``, and its errors. A further kind takes three steps:

1. In ``jobs``, a frozen dataclass of plain data with what is to be read, a ``Job`` of what
   comes back. A file that cannot be taken is told by raising ``RefusedError`` with a sentence for
   whoever sent it: what is wrong, and what to do.
2. A module beside ``documents`` with a function from the one to the other. It is the place for the
   library that reads the format, bounds what is unpacked (``budget``), and has no Django.
3. A line in the table ``process.WORK``.

A job has 5 s and 192 MB. One file is read at a time in each process that serves; one more may wait.
What needs other limits is a program of its own, as ``catalog.pictures``.
"""

from catalog.untrusted.jobs import RefusedError
from catalog.untrusted.reading import BusyError, ask

__all__ = ["BusyError", "RefusedError", "ask"]
