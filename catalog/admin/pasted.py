"""What is read from a pasted citation: shown before it is kept, then put where nothing stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from catalog.keys import match_key
from catalog.models import Reference

IDENTIFIERS = frozenset({"doi", "pmid"})
AGAIN = "Nothing is saved yet: save again if that is right."


@dataclass(frozen=True, slots=True)
class Pasted:
    """The publication that a text names, in the library or new, and what was read of it."""

    reference: Reference
    read: Mapping[str, str]

    @property
    def fills(self) -> dict[str, str]:
        """What was read and the library does not know."""
        return {name: value for name, value in self.read.items() if not self._kept(name)}

    @property
    def differs(self) -> dict[str, str]:
        """What was read and the library has otherwise: it stays as it is there."""
        return differences(self.read, {name: self._kept(name) for name in self.read})

    @property
    def is_to_be_shown(self) -> bool:
        """An identifier alone is read as it is typed, so that there is nothing to check."""
        return bool((self.fills | self.differs).keys() - IDENTIFIERS)

    def describe(self) -> str:
        """What would be kept, in a sentence or two."""
        told = "; ".join(f"{name} {value}" for name, value in self.fills.items())
        if self.reference._state.adding:
            return f"is read as {told}."
        kept = kept_words(self.differs)
        added = f"adds {told}" if told else "adds nothing"
        return f"names ref:{self.reference.pk}, which is there, and {added}. {kept}".strip()

    def keep(self) -> Reference:
        """The row with what it lacked. One that another line made meanwhile is that one."""
        reference = self.reference
        if reference._state.adding:
            reference, _ = Reference.objects.get_or_create(
                key=reference.identity(), defaults=dict(self.read)
            )
            return reference
        reference.refresh_from_db()  # another section may have completed it
        if fills := self.fills:
            for name, value in fills.items():
                setattr(reference, name, value)
            reference.full_clean()
            reference.save()
        return reference

    def _kept(self, name: str) -> str:
        if self.reference._state.adding:
            return ""
        return str(getattr(self.reference, name) or "")


def differences(read: Mapping[str, str], kept: Mapping[str, Any]) -> dict[str, str]:
    """What was read and stands otherwise where something stands; spelling marks aside."""
    return {
        name: f"'{kept[name]}', pasted '{value}'"
        for name, value in read.items()
        if kept.get(name) and match_key(str(kept[name])) != match_key(str(value))
    }


def kept_words(differs: Mapping[str, str]) -> str:
    if not differs:
        return ""
    words = "; ".join(f"{name} {both}" for name, both in differs.items())
    return f"It keeps what it has: {words}. Change that on its own screen if the pasted is right."


def digest(text: str) -> str:
    """By which a form knows again what it has shown."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]
