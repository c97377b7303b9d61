"""What the papers name is there: paths, commands, settings."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
HISTORY = "CHANGELOG.md"
"""Names also what was there once."""
FOLDERS = (
    "catalog",
    "config",
    "datasheets",
    "docs",
    "locale",
    "static",
    "templates",
    "tests",
    "tools",
)

CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(rf"^(?:{'|'.join(FOLDERS)})/[\w./-]*$")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
MANAGE = re.compile(r"manage\.py ([a-z_]+)")
VARIABLE = re.compile(r"^([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?:=\S+)?$")


OF_OTHERS = ("DJANGO_", "RLIMIT_", "PR_")
"""Names that Django and the system have."""
TRUE_TODAY = [paper for paper in PAPERS if paper.name != HISTORY]


def named(paper: Path, pattern: re.Pattern[str]) -> set[str]:
    return {match[1] for code in CODE.findall(paper.read_text()) if (match := pattern.search(code))}


@pytest.mark.parametrize("paper", TRUE_TODAY, ids=lambda paper: paper.relative_to(ROOT).as_posix())
class TestPaper:
    def test_every_path_is_there(self, paper: Path) -> None:
        paths = {code for code in CODE.findall(paper.read_text()) if PATH.match(code)}

        assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []

    def test_every_command_is_there(self, paper: Path) -> None:
        targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))

        assert named(paper, MAKE) <= targets
        assert named(paper, MANAGE) <= get_commands().keys()

    def test_every_name_in_capitals_is_there(self, paper: Path) -> None:
        folders = ("catalog", "config", "datasheets", "tests/bench")
        places = [
            ROOT / "Makefile",
            *(file for name in folders for file in ROOT.glob(f"{name}/**/*.py")),
        ]
        known = "".join(place.read_text() for place in places)
        variables = {name.removesuffix("_FILE") for name in named(paper, VARIABLE)}

        unknown = [name for name in sorted(variables) if name not in known]
        assert [name for name in unknown if not name.startswith(OF_OTHERS)] == []


def test_there_are_papers_to_look_at() -> None:
    assert {"README.md", "SECURITY.md"} <= {paper.name for paper in PAPERS}
    assert any(PATH.match(code) for code in CODE.findall((ROOT / "README.md").read_text()))
