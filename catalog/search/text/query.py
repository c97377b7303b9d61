"""From what is asked for to a query of the text index.

A text finds, in this order: what carries it as an identifier; whose name or number begins with it;
what has all its words. Each step weighs more than all words together can.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

import tantivy
from django.utils import timezone
from tantivy import FieldType, Occur, Query

from catalog.identifier_keys import bare, formula_key
from catalog.keys import match_key
from catalog.search.log import microseconds
from catalog.search.question import Question
from catalog.search.ranges import Ranges
from catalog.search.text.schema import (
    LONGEST_START,
    WORD_FIELDS,
    facet_field,
    schema,
    solubility_word,
)
from catalog.search.words import LONGEST_KEY, MOST_WORDS, keys, sides, singulars, words

NUMBER, IDENTIFIER, BEGINNING = 400_000.0, 200_000.0, 20_000.0
BEGINNING_OF_WORD = 0.5
SHORTEST_BEGINNING, LONG_ENOUGH = 3, 5
"""Letters of a beginning by itself, and of one after other pieces."""
SHORT_FIELDS = ("name", "names", "about")
FARTHEST = 1e301
MOST_SOLUBLE = 1e11
"""mg/mL; no substance is as dense."""


def everything(moment: datetime | None = None) -> Query:
    """What is on offer at a moment, or now, by the clock: the index also has what is scheduled and
    what ended."""
    now = microseconds(moment or timezone.now())
    later = Query.range_query(
        schema(), "visible_from", FieldType.Integer, lower_bound=now + 1, use_inverted_index=True
    )
    ended = Query.range_query(
        schema(), "visible_until", FieldType.Integer, upper_bound=now, use_inverted_index=True
    )
    return Query.boolean_query(
        [(Occur.Must, Query.all_query()), (Occur.MustNot, later), (Occur.MustNot, ended)]
    )


def filters(question: Question, but: str = "") -> list[Query]:
    """The conditions of the facets and numbers, all of which hold; without the facet ``but``."""
    chosen = [
        Query.term_set_query(schema(), facet_field(facet), list(slugs))
        for facet, slugs in question.chosen
        if facet != but
    ]
    return [*chosen, *_numbers(question.ranges)]


def narrowed(
    text: Query | None, conditions: Iterable[Query], moment: datetime | None = None
) -> Query:
    """What ``text`` finds, if anything was typed, among what is on offer."""
    unscored = [everything(moment), *conditions]
    clauses = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in unscored]
    return Query.boolean_query([*clauses, *([(Occur.Must, text)] if text else [])])


def text_query(text: str) -> Query:
    """Whatever a text finds, the best first."""
    text = bare(text)
    key = match_key(text)[:LONGEST_KEY]
    ways = [
        *_scored(NUMBER, _term("number", key)),
        *_scored(IDENTIFIER, _term("key", key), *_formula(text)),
        *_scored(BEGINNING, _key_beginning(key)),
    ]
    tokens = [token for token in text.split() if words(token)][:MOST_WORDS]
    if tokens and not _is_number(tokens):
        ways.append(_all(map(_token, tokens)))
    return _any(ways)


def _is_number(tokens: list[str]) -> bool:
    """Whether a text is numbers with signs between them, such as a CAS number: it has no words."""
    pieces = words(tokens[0])
    return len(tokens) == 1 and len(pieces) > 1 and "".join(pieces).isdecimal()


def _token(token: str) -> Query:
    """Entries with what was typed without a space: as it is, with the signs and Greek letters that
    it has written otherwise, or with both of what a slash stands between."""
    pieces = words(token)
    if len(pieces) == 1:
        return word(pieces[0])
    ways = [_in_one_place(pieces)]
    if any(map(str.isalpha, pieces)):
        others = {tuple(words(key)) for key in keys(token)} - {tuple(pieces)}
        ways += [_in_one_place(list(other)) for other in sorted(others)]
    if len(both := sides(token)) > 1:
        ways.append(_all(map(_token, both)))
    return Query.disjunction_max_query(ways)


def _in_one_place(pieces: list[str]) -> Query:
    """Entries with a word that is typed in pieces, such as IL-6. Its last piece may be the
    beginning of a word, if it is long enough to mean one."""
    whole = [
        Query.boost_query(_phrase(field, pieces), weight) for field, weight in WORD_FIELDS.items()
    ]
    last = pieces[-1]
    if len(pieces) == 1 or last.isdecimal() or len(last) < LONG_ENOUGH:
        return Query.disjunction_max_query(whole)
    # Not in the heap of synonyms: half of them begin so, and it costs too much to look.
    begun = _any(
        Query.phrase_prefix_query(schema(), field, list(pieces)) for field in ("name", "about")
    )
    return Query.disjunction_max_query([*whole, Query.const_score_query(begun, BEGINNING_OF_WORD)])


def _phrase(field: str, pieces: list[str]) -> Query:
    if len(pieces) == 1:
        return _term(field, pieces[0], "position")
    return Query.phrase_query(schema(), field, list(pieces))


def word(typed: str) -> Query:
    """Entries with this word, its singular, or one that begins so."""
    spelled = [typed, *singulars(typed)]
    ways = [
        Query.boost_query(_term(field, each, "position"), weight)
        for field, weight in WORD_FIELDS.items()
        for each in spelled
    ]
    if len(typed) >= SHORTEST_BEGINNING and not typed.isdecimal():
        starts = _any(map(_words_beginning, spelled))
        ways.append(Query.const_score_query(starts, BEGINNING_OF_WORD))
    return Query.disjunction_max_query(ways)


def inside_words(text: str) -> Query | None:
    """Entries whose names have words that contain the words typed: a costly look, for when nothing
    else is found. None for words too short to mean anything, and for numbers."""
    typed = words(text)[:MOST_WORDS]
    if any(each.isdecimal() for each in typed) or not any(len(each) >= 5 for each in typed):
        return None
    return _all(map(_containing, typed))


def alike(key: str, distance: int) -> Query:
    """Entries with a key that differs by as many letters; a transposition counts as one."""
    return Query.fuzzy_term_query(schema(), "key", key, distance, transposition_cost_one=True)


def beginning_alike(key: str) -> Query:
    """Entries with a key that begins so, but for one letter."""
    return Query.fuzzy_term_query(schema(), "key", key, 1, transposition_cost_one=True, prefix=True)


def word_alike(typed: str, distance: int) -> Query:
    return _any(
        Query.fuzzy_term_query(schema(), field, typed, distance, transposition_cost_one=True)
        for field in WORD_FIELDS
    )


def with_keys(found: Iterable[str]) -> Query:
    return Query.const_score_query(Query.term_set_query(schema(), "key", list(found)), IDENTIFIER)


def _key_beginning(key: str) -> Query:
    if len(key) <= LONGEST_START["key_start"]:
        return _term("key_start", key)
    return Query.fuzzy_term_query(schema(), "key", key, 0, prefix=True)


def _words_beginning(typed: str) -> Query:
    if len(typed) <= LONGEST_START["word_start"]:
        return _term("word_start", typed)
    return _any(
        Query.fuzzy_term_query(schema(), field, typed, 0, prefix=True) for field in SHORT_FIELDS
    )


def _containing(typed: str) -> Query:
    if len(typed) < 5:
        return word(typed)
    pattern = f".*{typed}.*"
    return _any(Query.regex_query(schema(), field, pattern) for field in ("name", "names"))


def _formula(text: str) -> Iterator[Query]:
    if key := formula_key(text):
        yield _term("formula", key)


def _numbers(ranges: Ranges) -> Iterator[Query]:
    for name, field in (
        ("weight", "weight"),
        ("storage", "storage"),
        ("working", "molar" if ranges.unit == "µM" else "mass"),
    ):
        low, high = ranges.limits(name)
        # A span of the product's meets the one asked for.
        if high is not None:
            yield _between(f"{field}_min", None, high)
        if low is not None:
            yield _between(f"{field}_max", low, None)
    if ranges.solvent:
        yield _solubility(match_key(ranges.solvent), *ranges.limits("solubility"))


def _between(field: str, low: float | None, high: float | None) -> Query:
    low = -FARTHEST if low is None else low
    high = FARTHEST if high is None else high
    return Query.range_query(schema(), field, FieldType.Float, lower_bound=low, upper_bound=high)


def _solubility(solvent: str, low: float | None, high: float | None) -> Query:
    if high is not None and high < 0:
        return Query.empty_query()
    start = solubility_word(solvent, 0.0 if low is None else low)
    end = solubility_word(solvent, MOST_SOLUBLE if high is None else high)
    # A range of words can be had in the language of queries alone; these hold no sign of it.
    return _language().parse_query(f"solubility:[{start} TO {end}]")


@cache
def _language() -> tantivy.Index:
    return tantivy.Index(schema())


def _term(field: str, value: str, option: str = "basic") -> Query:
    return Query.term_query(schema(), field, value, index_option=option)


def _scored(score: float, *queries: Query) -> list[Query]:
    return [Query.const_score_query(query, score) for query in queries]


def _all(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
