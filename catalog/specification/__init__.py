"""The specification: rows of a draft -> one document -> canonical bytes, and back.

Public face: ``draft_document`` and ``specification`` (document), ``canonical_bytes`` and
``sha256`` (canonical), ``load`` (load), ``json_schema`` (schema), ``differences``
(differences). Imported by curation, actions and everything above them.
"""
