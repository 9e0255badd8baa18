#!/bin/sh
# Packs what runs of Phantom, without its sources, into one archive: tools/archive.sh FILE.tar.gz. Where it is unpacked,
# ./phantom needs a JDK 25 and nothing else. The same commit gives the same bytes: names sorted, one time, no owner.
set -eu
[ $# -eq 1 ] || { echo 'usage: tools/archive.sh FILE.tar.gz' >&2; exit 2; }
case $1 in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
cd "$(dirname "$0")/.."
tar --version 2> /dev/null | grep -q 'GNU tar' || { echo 'tools/archive.sh: needs GNU tar' >&2; exit 1; }

./phantom --version > /dev/null # builds where something is newer
read -r jar < target/phantom.current
trap 'rm -f "$out.new"' EXIT
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-01-01 00:00Z' --mode=go-w -cf - \
  phantom LICENSE tools/find-jdk.sh tools/training "target/$jar" target/lib target/phantom.current \
  --transform 's,^,phantom/,' | gzip -n -9 > "$out.new"
mv "$out.new" "$out"
