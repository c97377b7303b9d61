"""Finding what is published.

Public face: ``identifiers`` (exact look-up, parts of names, and what is alike), ``browse`` (text,
facets and order as an address says them), ``facets`` (their counts) and ``structures`` (by what
products are made of).
"""
