"""What an action answers when it cannot do what was asked."""

from django.core.exceptions import PermissionDenied

from catalog.typeface import printing_problem


class ActionError(Exception):
    """The action changed nothing. The text says why and what to do, for people."""


class NotAllowedError(ActionError, PermissionDenied):
    """Whoever asked may not do this. Screens and REST answer with 403 if they let it pass."""


class DraftConflictError(ActionError):
    """The draft is not the one that the caller saw."""


class PublicationError(ActionError):
    """The draft cannot be published as asked."""


class ClockError(ActionError):
    """The clock is behind the publication log, or was ahead once."""


def refuse_unprintable(what: str, text: str) -> None:
    """Raises PublicationError for words that no datasheet could show."""
    if problem := printing_problem(text):
        raise PublicationError(f"{what} ('{text[:80]}') cannot be printed: {problem}")


class ScheduledRevisionError(PublicationError):
    """Another revision is scheduled, and the caller did not say what becomes of it."""
