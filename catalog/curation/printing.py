"""Rules on what a datasheet can print: its characters, and how much text it holds."""

import re
from collections.abc import Iterator
from html import unescape

from catalog.curation.characters import CONTROLS, texts_of, values_of, visible
from catalog.curation.finding import Finding, Severity
from catalog.specification.declaration import Draft
from catalog.typeface import MAX_TEXT, printing_problem, unprintable

NOT_PRINTED = ("filename", "slug")
"""Members that only addresses hold."""
TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|p|br|span|a|div|font|u|small|h[1-6])\b[^<>]*>", re.I)
ENTITY = re.compile(r"&(?:[a-z]{2,24}\d{0,2}|#\d{1,7}|#x[0-9a-f]{1,6});", re.I)


def texts_can_be_printed(draft: Draft) -> Iterator[Finding]:
    """Every text that the public sees can stand in a datasheet, each by itself and all together."""
    values = values_of(draft)
    together = "\n".join(values)
    size = len(together.encode())
    if size <= MAX_TEXT and not printing_problem(unescape(together)):
        return  # nearly always, and so the places of texts are not worked out
    if size > MAX_TEXT and all(len(text.encode()) <= MAX_TEXT for text in values):
        yield Finding(
            "too-much-text",
            Severity.ERROR,
            "",
            f"{size / 1000:,.0f} kB of text",
            f"a document holds {MAX_TEXT // 1000} kB. Shorten its sections, or add what is long as "
            "an attachment.",
        )
    for path, text in texts_of(draft):
        if problem := _problem(path, text, draft):
            shown = visible(text[:200]) + (" …" if len(text) > 200 else "")
            yield Finding("cannot-be-printed", Severity.ERROR, path, shown, problem)


def _problem(path: str, text: str, draft: Draft) -> str:
    member = path.rsplit("/", 1)[-1]
    if member in NOT_PRINTED or _is_internal(path, draft) or CONTROLS.search(text):
        return ""  # of control characters another rule tells
    if path.startswith("/sections/") and member == "body" and unprintable(unescape(text)):
        text = unescape(text)  # where Markdown shows the character for its entity
    return printing_problem(text)


def _is_internal(path: str, draft: Draft) -> bool:
    _, part, *rest = path.split("/")
    return part == "fact_sources" and not draft.fact_sources[int(rest[0])].is_public


def names_are_plain(draft: Draft) -> Iterator[Finding]:
    """A name is text: a tag or an entity in it would be printed as it is typed."""
    name = draft.name
    if TAG.search(name) or ENTITY.search(name):
        plain = unescape(TAG.sub("", name))
        yield Finding(
            "markup-in-name",
            Severity.ERROR,
            "/name",
            name,
            f"HTML is shown as it is typed; write '{plain}'.",
        )
