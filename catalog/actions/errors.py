"""What an action answers when it cannot do what was asked."""


class ActionError(Exception):
    """The action changed nothing. The text says why and what to do, for people."""


class DraftConflictError(ActionError):
    """The draft is not the one that the caller saw."""


class PublicationError(ActionError):
    """The draft cannot be published as asked."""


class ClockError(ActionError):
    """The clock is behind the publication log, or was ahead once."""


class ScheduledRevisionError(PublicationError):
    """Another revision is scheduled, and the caller did not say what becomes of it."""
