#!/bin/sh
# Holds every request that Phantom sends to GitHub against GitHub's own OpenAPI document, while pull requests live their
# lives on the embedded GitHub and on a GitHub emulator from npm. Needs Node 20 or later and npm; nothing but loopback is
# called. Prints counts; exit 1 on a request outside the document or a broken life. Not part of `mvn verify`.
#   tools/github-contract/run.sh [sandbox|emulator]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=$root/target/github-contract
mkdir -p "$folder"
cp "$here"/*.mjs "$here"/package*.json "$folder"
if [ ! "$folder/node_modules/.package-lock.json" -nt "$here/package-lock.json" ]; then
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent < /dev/null >&2
fi
(cd "$folder" && node --test document.test.mjs > refusals.txt) || { cat "$folder/refusals.txt" >&2; exit 1; }
"$root/phantom" --version > /dev/null
exec node "$folder/play.mjs" "$root/phantom" "$@"
