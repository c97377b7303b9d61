"""Kinds of documents. One package a kind, which no other module imports.

kind       what a kind has to say of itself
registry   the kinds of this site
subject    what documents are about, and the frozen content that they are made of
issue      which document of a version
standing   how a version stands beside the others
received/  documents of others, which are kept as they came
tds/       the technical datasheet, of a product's revision
"""
