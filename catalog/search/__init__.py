"""Finding what is published.

Public face: ``question`` (what is asked for, as an address says it), ``hits`` (what is found),
``suggestions``, ``identifiers`` (exact look-up in the database) and ``structures``. Below them,
``facets`` and ``ranges`` narrow; ``text`` and ``structures`` are indexes, which ``following`` keeps
up with the publication log.
"""
