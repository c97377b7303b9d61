"""Keeping processes there: started again when they end, replaced without a gap when told so."""

import logging
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

logger = logging.getLogger(__name__)

LOOK = 0.2
"""Seconds between two looks."""
SHORT_LIFE = 5.0
PAUSE = 2.0
"""Seconds before another is started, if the last one lived shorter than ``SHORT_LIFE``."""
TIME_TO_START = 120.0
"""Seconds in which a process that is to replace another must be ready."""


class StartError(Exception):
    """A process ended before it was ever ready: it would do so again."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is to run. ``command`` gets the descriptor to which it writes when it is ready."""

    name: str
    command: Callable[[int], Sequence[str]]
    retire_by: signal.Signals
    """What makes it finish what it has, and end."""
    grace: float
    """Seconds that it has to do so."""
    descriptors: tuple[int, ...] = ()


class Process:
    """A process that was started."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.began = time.monotonic()
        self._told, telling = os.pipe()
        self._is_ready = False
        try:
            self._process = subprocess.Popen(
                program.command(telling),
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                pass_fds=(*program.descriptors, telling),
            )
        except OSError:
            os.close(self._told)
            raise
        finally:
            os.close(telling)
        self._kill_at: float | None = None

    @property
    def code(self) -> int | None:
        """The exit code, if it has ended."""
        return self._process.poll()

    @property
    def is_ready(self) -> bool:
        if not self._is_ready and select.select([self._told], [], [], 0)[0]:
            self._is_ready = os.read(self._told, 1) == b"1"
        return self._is_ready

    @property
    def age(self) -> float:
        return time.monotonic() - self.began

    def retire(self) -> None:
        self._end(self.program.retire_by)

    def terminate(self) -> None:
        self._end(signal.SIGTERM)

    def has_left(self) -> bool:
        """Whether it has ended; it is killed if its time to do so is over."""
        if self.code is None:
            if self._kill_at is not None and time.monotonic() > self._kill_at:
                logger.warning("A %s does not end, and is killed", self.program.name)
                self._process.kill()
            return False
        with suppress(OSError):
            os.close(self._told)
        return True

    def _end(self, number: signal.Signals) -> None:
        self._process.send_signal(number)
        self._kill_at = time.monotonic() + self.program.grace


class Place:
    """One process that is to be there, and for a while the one that is to replace it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.process = Process(program)
        self.successor: Process | None = None
        self.was_ready = False
        self._is_outdated = False
        self._start_at: float | None = None

    def look(self) -> list[Process]:
        """See to it that the process is there; those that it replaces are given back.

        Raises StartError.
        """
        self.was_ready = self.was_ready or self.process.is_ready
        return [*self._followed(), *self._again()]

    def replace(self) -> None:
        """Have a process with the present code; once more if one is on its way."""
        self._is_outdated = self.successor is not None
        if self.successor is None:
            self.successor = self._started()

    def _again(self) -> list[Process]:
        code = self.process.code
        if code is None:
            return []
        if not self.was_ready:
            raise StartError(f"The {self.program.name} ended with {code} before it was ready.")
        now = time.monotonic()
        if self._start_at is None:
            self._start_at = now + (PAUSE if self.process.age < SHORT_LIFE else 0)
            logger.warning("A %s ended with %s; another is started", self.program.name, code)
        if now < self._start_at:
            return []
        if (started := self._started()) is None:
            self._start_at = now + PAUSE
            return []
        ended, self.process, self._start_at = self.process, started, None
        return [ended]

    def _started(self) -> Process | None:
        """None if the system has no process to give: the others go on, and it may have later."""
        try:
            return Process(self.program)
        except OSError as error:
            logger.error("A %s cannot be started: %s", self.program.name, error)
            return None

    def _followed(self) -> list[Process]:
        """The one that was replaced, or that failed to replace it."""
        successor = self.successor
        if successor is None:
            if self._is_outdated:
                self.replace()
            return []
        if successor.is_ready:
            former, self.process, self.successor = self.process, successor, None
            former.retire()
            return [former]
        if successor.code is None and successor.age < TIME_TO_START:
            return []
        logger.error("A new %s did not start; the one before stays", self.program.name)
        self.successor = None
        successor.terminate()
        return [successor]


class Supervisor:
    """Everything that ``programs`` say, until ``end``."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = programs
        self._leaving: list[Process] = []
        self._is_ending = self._is_reloading = False

    def run(self) -> None:
        """Returns after ``end``. Raises StartError."""
        places: list[Place] = []
        try:
            for program in self._programs:
                places.append(Place(program))
            while not self._is_ending:
                if self._is_reloading:
                    self._is_reloading = False
                    for place in places:
                        place.replace()
                for place in places:
                    self._leaving += place.look()
                self._leaving = [process for process in self._leaving if not process.has_left()]
                time.sleep(LOOK)
        finally:
            self._close(places)

    def end(self, *_: object) -> None:
        """Safe in a signal handler."""
        self._is_ending = True

    def reload(self, *_: object) -> None:
        """Replace every process by one with the present code. Safe in a signal handler."""
        self._is_reloading = True

    def _close(self, places: Sequence[Place]) -> None:
        for place in places:
            self._leaving += filter(None, (place.process, place.successor))
        for process in self._leaving:
            process.terminate()
        while self._leaving:
            self._leaving = [process for process in self._leaving if not process.has_left()]
            time.sleep(0.05)
