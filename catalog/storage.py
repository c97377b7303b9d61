"""Where files are kept; and for as long as a preview is made, memory, where nothing is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage

_memory: ContextVar[dict[str, bytes] | None] = ContextVar("files in memory", default=None)


@contextmanager
def files_in_memory() -> Iterator[None]:
    """Meanwhile, in this thread, what is written is only remembered, and nothing is deleted.

    A file that was written for a transaction which is undone could not be taken away afterwards:
    somebody else may count on the same content by then.
    """
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def in_memory(name: str) -> bytes | None:
    """The content of a file that is only remembered."""
    return (_memory.get() or {}).get(name)


class InMemoryForPreviews(Storage):
    """What a storage is made of besides, so that a preview leaves nothing in it.

    Files in memory hide what is kept under their names.
    """

    def exists(self, name: str) -> bool:
        memory = _memory.get()
        return super().exists(name) if memory is None else name in memory

    def delete(self, name: str) -> None:
        memory = _memory.get()
        if memory is None:
            super().delete(name)
        else:
            memory.pop(name, None)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        content = in_memory(name)
        if content is not None:
            return ContentFile(content, name)
        opened: File[Any] = super()._open(name, mode)  # type: ignore[misc]
        return opened

    def _save(self, name: str, content: File[Any]) -> str:
        memory = _memory.get()
        if memory is None:
            return str(super()._save(name, content))  # type: ignore[misc]
        memory[name] = content.read()
        return name


class KeptFiles(InMemoryForPreviews, FileSystemStorage):
    """Files on disk."""
