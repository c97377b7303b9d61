"""The processes that render: warm, small, and ended when they take too long or grow.

A document is rendered in a limited process (``datasheets.rendering_process``) that loads the engine
and no Django. So a process that serves pages stays free of the engine, a document that never ends
can be stopped, and what the engine leaves behind goes with the process.
"""

from dataclasses import dataclass

from catalog import limited
from datasheets.carried import Answer, Job
from datasheets.rendering import RenderingError

TIME_LIMIT = 60.0
"""Seconds for one document; a usual one takes less than one."""

PROGRAM = limited.Program(
    "datasheets.rendering_process",
    title="The process that renders",
    max_jobs=1000,
    max_memory=150 * 2**20,
    time_to_start=TIME_LIMIT,
)


class RendererLostError(Exception):
    """A process ended, or was ended, before its document was there. Another try may succeed."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document. ``engine``: every library with a say in its bytes."""

    pdf: bytes
    engine: str


class Pool(limited.Pool):
    """As many renderers as may work at once. Threads share them; whoever comes too early waits."""

    def __init__(
        self, size: int = 1, *, time_limit: float = TIME_LIMIT, program: limited.Program = PROGRAM
    ) -> None:
        super().__init__(program, size)
        self.time_limit = time_limit

    def render(self, job: Job) -> Rendered:
        """Raises RenderingError for a document that cannot be made as it is, and
        RendererLostError if the process is lost or the document takes too long."""
        with self.turn() as process:
            try:
                engine: str = process.hello()
                answer: Answer = process.ask(job, self.time_limit)
            except (limited.LostError, limited.TooLateError) as error:
                raise RendererLostError(str(error)) from error
        if answer.problem:
            raise RenderingError(answer.problem)
        return Rendered(answer.pdf, engine)

    def engine(self) -> str:
        """The version of the engine and of everything below it. Raises RendererLostError."""
        with self.turn() as process:
            try:
                engine: str = process.hello()
            except limited.LostError as error:
                raise RendererLostError(str(error)) from error
        return engine


_pool = Pool()


def pool() -> Pool:
    """The renderers of this process: one, unless ``use`` said otherwise."""
    return _pool


def use(size: int) -> Pool:
    """From now on, have so many renderers."""
    global _pool  # noqa: PLW0603  # one pool a process, like the connections of a database
    _pool.close()
    _pool = Pool(size)
    return _pool
