"""What other apps may listen to; the catalog knows none of them."""

from django.dispatch import Signal

published = Signal()
"""Revisions were published; sent once, in their transaction, with the list ``revisions``."""

housekeeping = Signal()
"""Sent by the worker every few minutes: whoever leaves what nobody needs removes it now."""
