#!/bin/sh
# The nightly workflow, held against actionlint, its `run:` steps played against the embedded world three nights in a
# row: tools/schedule/nights.sh [FOLDER]. Needs Go (builds actionlint), python3 with PyYAML, curl, jq, git.
# PHANTOM: the command to start (default: ./phantom). PHANTOM_ARCHIVE: an archive of tools/archive.sh (default: makes one).
set -eu
version=v1.7.7 # of github.com/rhysd/actionlint
cd "$(dirname "$0")/../.."
lint=$PWD/target/actionlint-$version/actionlint
if [ ! -x "$lint" ]; then
  command -v go > /dev/null || { echo 'tools/schedule/nights.sh: needs Go, to build actionlint' >&2; exit 2; }
  GOBIN=$(dirname "$lint") go install "github.com/rhysd/actionlint/cmd/actionlint@$version"
fi
phantom=${PHANTOM:-$PWD/phantom}
out=${1:-$(mktemp -d)}
mkdir -p "$out"
for kind in schedule workflow; do
  $phantom init --$kind > "$out/$kind.yaml"
  "$lint" "$out/$kind.yaml"
done
echo 'actionlint: both workflows are valid'
archive=${PHANTOM_ARCHIVE:-$out/phantom.tar.gz}
[ -n "${PHANTOM_ARCHIVE:-}" ] || tools/archive.sh "$archive"
PHANTOM=$phantom exec python3 tools/schedule/nights.py "$out/schedule.yaml" "$archive" "$out"
