"""What crosses between a limited process and the one that started it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Hello:
    """The process is ready; ``content`` is what it has to say first."""

    content: Any


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do within ``seconds``."""

    content: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to a job: each takes the place of the one before."""

    content: Any


@dataclass(frozen=True, slots=True)
class Done:
    """No answer follows. ``memory``: the bytes that the process occupies. ``problem``: the
    traceback, if the job failed in a way that its program does not expect."""

    memory: int
    problem: str = ""
