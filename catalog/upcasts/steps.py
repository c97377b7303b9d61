"""The steps from each version of the schema to the next, in order.

To raise the schema: add a module beside this one, named after its two versions, with a function
that changes a document in place, append it here, and run ``manage.py freeze_schema``. What is new
and empty is given by ``additions``. A step must not ask the present code what a member is called or
may be: the declaration goes on to change, a step never does.
"""

from collections.abc import Callable

from catalog.plain_json import JsonObject
from catalog.upcasts import from_1_to_2, from_2_to_3

Step = Callable[[JsonObject], None]
"""Changes a document of one version into one of the next, in place."""

STEPS: tuple[Step, ...] = (from_1_to_2.step, from_2_to_3.step)
"""The first leads from version 1 to version 2."""

SCHEMA_VERSION = 1 + len(STEPS)
"""Of the documents that this code writes."""
