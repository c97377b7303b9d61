"""Finding what is published.

Public face: ``identifiers`` (exact look-up, parts of names, and what is alike), ``browse`` (text,
facets and order as an address says them) and ``facets`` (their counts).
"""
