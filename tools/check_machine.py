"""See to what pip cannot install: a fitting Python, its venv module, and system libraries.

The Makefile runs this before there is a virtual environment, so it uses the standard library
only, and syntax that an old Python (3.7) can read, to be told that it is too old.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)

# File of the library, its plain name, its package for apt and for Homebrew.
PANGO = ("libpango-1.0.so.0", "pango-1.0", "libpango-1.0-0", "pango")
PANGO_FT2 = ("libpangoft2-1.0.so.0", "pangoft2-1.0", "libpangoft2-1.0-0", "pango")
HARFBUZZ_SUBSET = ("libharfbuzz-subset.so.0", "harfbuzz-subset", "libharfbuzz-subset0", "harfbuzz")
FONTCONFIG = ("libfontconfig.so.1", "fontconfig", "fontconfig", "fontconfig")
XRENDER = ("libXrender.so.1", "Xrender", "libxrender1", "")
XEXT = ("libXext.so.6", "Xext", "libxext6", "")

FOR_WEASYPRINT = (PANGO, PANGO_FT2, HARFBUZZ_SUBSET, FONTCONFIG)
# The drawing part of RDKit's Linux wheels is linked against these two, screen or not.
FOR_RDKIT = (XRENDER, XEXT) if sys.platform == "linux" else ()


def check_python() -> None:
    """Stop unless this is a Python that the lock files were made for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        sys.exit(
            f"Aliquot runs on Python {oldest} to {newest}, but {sys.executable} is Python "
            f"{sys.version.split()[0]}.\n"
            f"Name another one, for example: make run PYTHON=python3.12"
        )


def has_venv() -> bool:
    """Debian splits venv's heart, ensurepip, into a package of its own."""
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def venv_package() -> str:
    """Name Debian's package with venv for this Python, which need not be the default one."""
    major, minor = sys.version_info[:2]
    if os.path.basename(os.path.realpath("/usr/bin/python3")) == f"python{major}.{minor}":
        return "python3-venv"
    return f"python{major}.{minor}-venv"


def is_loadable(library: tuple[str, str, str, str]) -> bool:
    """Open it, as the programs that need it will."""
    file, name, _, _ = library
    try:
        ctypes.CDLL(file)
    except OSError:
        found = ctypes.util.find_library(name)
        if not found:
            return False
        try:
            ctypes.CDLL(found)
        except OSError:
            return False
    return True


def missing_packages() -> list[str]:
    """Name what has to be installed, for apt or, on macOS, for Homebrew."""
    libraries = [lib for lib in FOR_WEASYPRINT + FOR_RDKIT if not is_loadable(lib)]
    if sys.platform == "darwin":
        return sorted({homebrew for _, _, _, homebrew in libraries})
    packages = [] if has_venv() else [venv_package()]
    return packages + [debian for _, _, debian, _ in libraries]


def install(packages: list[str]) -> None:
    """Install with apt as root; anyone else is told the command, and has to run it."""
    names = " ".join(packages)
    if sys.platform == "darwin":
        sys.exit(
            f"Aliquot needs system libraries that are missing. Install them with:\n"
            f"  brew install {names}\n"
            f"and make them known: export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib"
        )
    if not shutil.which("apt-get"):
        sys.exit(
            f"Aliquot needs system packages that are missing. Debian calls them: {names}\n"
            f"Install what your system calls them, and try again."
        )
    if os.geteuid() != 0:
        sys.exit(
            f"Aliquot needs system packages that are missing. Install them, and try again:\n"
            f"  sudo apt-get update && sudo apt-get install --yes {names}"
        )
    print(f"Installing system packages that Aliquot needs, with apt: {names}", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (
        ["apt-get", "update", "--quiet=2"],
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages],
    ):
        result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
        if result.returncode:
            sys.exit(f"This failed, see above: {' '.join(command)}")


def main() -> None:
    check_python()
    packages = missing_packages()
    if packages:
        install(packages)


if __name__ == "__main__":
    main()
