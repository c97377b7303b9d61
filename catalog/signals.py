"""What other apps may listen to; the catalog knows none of them."""

from django.dispatch import Signal

published = Signal()
"""A revision was published; sent in its transaction, with ``revision``."""
