#!/bin/sh
# Builds the embedded table of AWS resource types from the registry schemas in the pinned PyPI package `cfn-lint`.
# The result depends on that package alone: the same pin gives the same bytes. Called by `make types`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../src/main/resources/dev/phantom/drift/types}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --dest "$work" --requirement "$here/requirements.txt"
python3 "$here/build_types.py" "$work"/cfn_lint-*.whl "$out"
