#!/bin/sh
# Builds src/main/resources/dev/phantom/cost/prices.csv, the embedded price table, from the price lists of the corpus
# (PHANTOM_CORPUS). Facts only: region, product, what selects the price, unit, USD, date, source.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${PHANTOM_CORPUS:?set PHANTOM_CORPUS to the corpus folder}"
exec python3 "$here/build.py" "$PHANTOM_CORPUS/prices" "$here/../../src/main/resources/dev/phantom/cost/prices.csv"
