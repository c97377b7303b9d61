#!/bin/sh
# Renew requirements.txt and requirements-dev.txt from their .in files: `make lock`.
#
# One lock serves every Python from 3.11, Linux on x86_64 and aarch64, and macOS. "fewest" picks, where it can, one
# version of a package for all of them, so that what was tested on one Python is what runs on another.
set -eu

uv=$1
shift

for name in requirements requirements-dev; do
    echo "Locking $name.txt …"
    "$uv" pip compile "$name.in" --output-file "$name.txt" \
        --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
        --no-config --no-emit-index-url --no-emit-find-links \
        --custom-compile-command 'make lock' --quiet "$@"
done

# A lock is for everyone: it may not name the mirror or folder that this machine happens to install from.
if grep -nE '^-|://' requirements.txt requirements-dev.txt; then
    echo 'The lines above name a place to install from. Remove them from the lock files.' >&2
    exit 1
fi
