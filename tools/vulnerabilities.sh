#!/bin/sh
# Known vulnerabilities in what is shipped: osv-scanner over the bill of materials. tools/vulnerabilities.sh [DATABASE]
# Asks OSV over the network; DATABASE is a folder in osv-scanner's layout (osv-scanner/Maven/all.zip) for a machine
# that cannot. Exit 0: none known; 1: some, listed; anything else: could not be said.
set -eu
version=v2.2.4 # of github.com/google/osv-scanner/v2
cd "$(dirname "$0")/.."
scanner=$PWD/target/osv-scanner-$version/osv-scanner
if [ ! -x "$scanner" ]; then
  command -v go > /dev/null || { echo 'tools/vulnerabilities.sh: needs Go 1.25 or later, to build osv-scanner' >&2; exit 2; }
  GOBIN=$(dirname "$scanner") go install "github.com/google/osv-scanner/v2/cmd/osv-scanner@$version"
fi
[ $# -eq 0 ] || set -- --offline-vulnerabilities --local-db-path "$1"
exec "$scanner" scan source --lockfile target/phantom.cdx.json "$@"
