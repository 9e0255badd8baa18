#!/bin/sh
# Fetches the pinned tools that Phantom is measured beside, into target/; prints their folder. Needs node and npm.
set -eu
cd "$(dirname "$0")/.."
folder=target/bench-npm
mkdir -p "$folder"
cp bench/npm/* "$folder"
if [ ! "$folder/node_modules/.package-lock.json" -nt bench/npm/package-lock.json ]; then
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent < /dev/null >&2
fi
echo "$folder"
