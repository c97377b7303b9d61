"""A process ends with the one that started it, killed or not."""

import subprocess
import sys

from django.conf import settings

from tests.processes import is_alive, wait_for

CHILD = """
import os, sys, time
from config.parent import end_with
end_with(int(sys.argv[1]), first=lambda: print("alone", flush=True), grace=0.1)
print(os.getpid(), flush=True)
time.sleep(600)
"""
PARENT = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
time.sleep(600)
"""


def test_a_child_ends_when_its_parent_is_killed() -> None:
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)

        parent.kill()

        wait_for(lambda: not is_alive(child))
        assert parent.stdout.read() == b"alone\n"


def test_one_whose_parent_was_gone_before_it_looked_ends() -> None:
    """The number that it was given is not that of its parent any more."""
    command = [sys.executable, "-c", CHILD, "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as child:
        assert child.wait(60) == 1
