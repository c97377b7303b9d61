"""Finding what is published.

A search is one descent: ``question`` (what is asked for, as an address says it; no database),
``hits`` (what is found), and from there a page or an answer of the API, which ask nothing more.
``structure_hits`` does the same for a question about structures.

Beside them: ``suggestions``, ``overview`` and ``identifiers`` (exact look-up in the database).
Below: ``facets`` and ``ranges`` narrow; ``text`` and ``structures`` are indexes, which
``following`` keeps up with the publication log; ``database`` stands in for them.
"""
