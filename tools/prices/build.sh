#!/bin/sh
# Builds src/main/resources/dev/phantom/cost/prices.csv, the embedded price table, from the price lists of the corpus
# (PHANTOM_CORPUS), units.csv (which unit price is which product) and published.csv (rates read from a page, with the page
# and its day). Facts only: region, product, variant, unit, USD, date, source. What breaks parity goes to dropped.csv.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${PHANTOM_CORPUS:?set PHANTOM_CORPUS to the corpus folder}"
exec python3 "$here/build.py" "$PHANTOM_CORPUS/prices" "$here/../../src/main/resources/dev/phantom/cost/prices.csv"
