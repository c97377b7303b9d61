"""How much a draft holds: what loading refuses beyond it, and what the screens take in one form."""

MOST_ROWS = 500
"""In any one list of a draft: activities, packs, sections, citations, terms …"""
LARGEST_DRAFT = 4_000_000
"""Bytes of a draft document, as JSON. Its datasheet could not be printed long before."""
