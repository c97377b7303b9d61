"""The one error that chemistry raises when what it was given can't be right."""


class ChemistryError(ValueError):
    """A value that chemistry can't accept.

    The message is one sentence for the person who typed the value: what is wrong, the value seen,
    and what would be right. It may be shown as it is.
    """


def quoted(text: str, limit: int = 60) -> str:
    """The value seen, in quotation marks and short enough for a sentence."""
    shown = " ".join(text.split())
    if len(shown) > limit:
        shown = f"{shown[: limit - 1]}…"
    return f"'{shown}'"
