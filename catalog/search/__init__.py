"""Finding what is published.

Public face: ``identifiers`` (exact look-up, parts of names, and what is alike).
"""
