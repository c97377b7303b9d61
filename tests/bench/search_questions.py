"""What people type, made from the benchmark catalog with a fixed seed."""

import random
import re
from collections.abc import Iterator
from itertools import islice
from string import ascii_lowercase
from urllib.parse import urlencode

from tests.bench.compounds import Compound, compounds

SEED = 20_261_126
BROAD = ("acid", "methyl", "chloro", "sodium", "hydroxy", "phenyl", "2", "oxide", "ethyl ester")
FILTERS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("grade", "analytical-standard"),),
    (("category", "contains-nitrogen"), ("category", "contains-sulfur")),
    (("weight_min", "150"), ("weight_max", "400")),
    (("solvent", "DMSO"), ("solubility_min", "10"), ("grade", "reagent-grade")),
    (("storage_max", "-15"), ("category", "contains-oxygen")),
)
SORTS = ("", "name", "-weight", "newest")


def sample(count: int | None, size: int) -> list[Compound]:
    """So many of the first ``count`` compounds, or of all, the same each time."""
    return random.Random(SEED).sample(list(islice(compounds(), count)), size)


def questions(count: int | None) -> list[str]:
    """Addresses' parameters: names, parts, words, numbers, formulas, broad words; filtered."""
    texts = list(BROAD) * 4 + [""] * 12
    for compound in sample(count, 60):
        words = re.findall(r"[a-z]{4,}", compound.name.casefold()) or [compound.name]
        texts += [compound.name, compound.name[:6], words[0], compound.cas, compound.formula]
        texts.append(" ".join(words[:2]))
    return [
        urlencode([("q", text), *FILTERS[place % 6], ("sort", SORTS[place % 4])])
        for place, text in enumerate(texts)
    ]


def half_typed(count: int | None) -> list[str]:
    """What stands in the field after each of the first keys."""
    names = [compound.name for compound in sample(count, 40)]
    return [name[:length] for name in names for length in range(1, min(len(name), 9) + 1)]


def with_typos(count: int | None, size: int = 300) -> Iterator[tuple[str, str]]:
    """A name with one letter left out, doubled, exchanged or turned round; and its CAS number."""
    rng = random.Random(SEED)
    left = size
    for compound in sample(count, min(5 * size, count or 5 * size)):
        places = [match.start() for match in re.finditer(r"[a-z]{2}", compound.name.casefold())]
        if left and len(compound.name) >= 6 and places:
            left -= 1
            yield _mistyped(compound.name, rng.choice(places), rng), compound.cas


def _mistyped(name: str, place: int, rng: random.Random) -> str:
    before, letter, after = name[:place], name[place], name[place + 1 :]
    other = rng.choice(ascii_lowercase.replace(letter.casefold(), ""))
    return rng.choice(
        [
            before + after,
            before + letter + letter + after,
            before + other + after,
            before + after[0] + letter + after[1:],
        ]
    )


def variants(compound: Compound) -> set[str]:
    """Other ways to write the same name and numbers."""
    name = compound.name
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    greek = name.replace("alpha", "α").replace("beta", "β").replace("gamma", "γ")
    primes = name.replace("'", "′")
    hyphens = name.replace("-", "\N{NON-BREAKING HYPHEN}")
    return {
        name.upper(), name.title(), wide, greek, primes, hyphens, name.replace("-", " "),
        name.replace(" ", ""), name.replace(" ", "-"), compound.cas.replace("-", ""),
        compound.cas.replace("-", " "), compound.inchikey, compound.inchikey.lower(),
    }  # fmt: skip
