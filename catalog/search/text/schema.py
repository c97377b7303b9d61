"""The fields of the text index."""

import hashlib
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import tantivy

from catalog import keys
from catalog.search import words
from catalog.search.question import FACETS
from catalog.specification import concentrations, declaration, packs

READ_BY_ENTRIES = (keys, words, concentrations, packs)
"""What else tells which words and numbers of a product are in the index."""

WORD_FIELDS = {"name": 4.0, "names": 2.5, "about": 1.5, "text": 1.0}
"""Fields of words, and how much a word in each weighs."""
SPANS = ("weight", "storage", "molar", "mass")
"""Numbers that a product has from, to; ``weight`` is also what is sorted by."""
LONGEST_START = {"key_start": 6, "word_start": 9}
"""Beginnings of keys and words are indexed up to this length; longer ones are few enough to be
looked up as they are. There are many more keys than words."""


def analyzed(index: tantivy.Index) -> tantivy.Index:
    """The index, told of the analyzers that the schema names: all beginnings of a word."""
    for field, longest in LONGEST_START.items():
        beginnings = tantivy.Tokenizer.ngram(1, longest, prefix_only=True)
        index.register_tokenizer(field, tantivy.TextAnalyzerBuilder(beginnings).build())
    return index


def facet_field(facet: str) -> str:
    return f"facet_{facet}"


@cache
def schema() -> tantivy.Schema:
    """
    ``number``, ``key``, ``formula``: whole identifiers. ``key_start``, ``word_start``: beginnings
    of keys and words. Times are microseconds since 1970. ``name_rank`` and ``number_rank`` order
    the catalog. ``weight`` is g/mol, ``storage`` °C, ``molar`` µM, ``mass`` µg/mL.
    ``solubility`` is a word a solvent, see ``solubility_word``.
    """
    build = tantivy.SchemaBuilder()
    for name in ("revision", "product"):
        build.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("number", "key", "formula"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in LONGEST_START:
        build.add_text_field(name, tokenizer_name=name, index_option="basic")
    for name in WORD_FIELDS:
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    build.add_text_field("narrative", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*map(facet_field, FACETS), "solvent"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("visible_from", "visible_until"):
        build.add_integer_field(name, indexed=True, fast=True)
    for name in ("name_rank", "number_rank"):
        build.add_unsigned_field(name, fast=True)
    for name in ("weight", *chain.from_iterable(map(_limits, SPANS))):
        build.add_float_field(name, fast=True)
    build.add_text_field("solubility", tokenizer_name="raw", index_option="basic")
    return build.build()


def solubility_word(solvent: str, mg_per_ml: float) -> str:
    """The key of a solvent and a solubility in it, so that words are in the order of numbers.

    >>> solubility_word("dmso", 12.5)
    'dmso~000000000012.500000'
    """
    return f"{solvent}~{max(mg_per_ml, 0.0):019.6f}"


def _limits(name: str) -> tuple[str, str]:
    return f"{name}_min", f"{name}_max"


@cache
def schema_format() -> str:
    """Another for whatever could make another index: the code that makes entries, its libraries,
    the facets. An upgrade that touches these has the index rebuilt, which takes a minute."""
    here = Path(__file__).parent
    made_by = [
        *sorted(here.glob("*.py")),
        *(Path(module.__file__ or "") for module in READ_BY_ENTRIES),
        *sorted(Path(declaration.__file__ or "").parent.glob("*.py")),
    ]
    digest = hashlib.sha256("\n".join([version("tantivy"), *FACETS]).encode())
    for path in made_by:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
