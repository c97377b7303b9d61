"""Finding what is published.

Public face: ``browse`` (what is asked for, as an address says it), ``results`` (what is found),
``suggestions``, ``identifiers`` (exact look-up in the database) and ``structures``. Below them,
``facets`` and ``ranges`` narrow; ``text`` and ``structures`` are indexes, which ``following`` keeps
up with the publication log.
"""
