"""JSON as Python reads it, for code that treats every member of a document alike.

Whoever reads a member by its name takes the types of ``catalog.specification.declaration`` instead.
"""

from typing import Any

JsonObject = dict[str, Any]
"""A document, or a part of one."""
Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""
