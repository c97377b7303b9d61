"""The one error that chemistry raises when what it was given can't be right."""


class ChemistryError(ValueError):
    """A value that chemistry can't accept.

    The message is one sentence for the person who typed the value: what is wrong, the value seen,
    and what would be right. It may be shown as it is.
    """


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translators, whose tools look for this name; it stays as it is.

    Django has a function like it, which chemistry does without.
    """
    return sentence


def quoted(text: str, limit: int = 60) -> str:
    """The value seen, in quotation marks and short enough for a sentence."""
    shown = " ".join(text.split())
    if len(shown) > limit:
        shown = f"{shown[: limit - 1]}…"
    return f"'{shown}'"
