#!/bin/sh
# Whole-process benchmarks; prints the table of docs/benchmarks.md.
set -eu
cd "$(dirname "$0")/.."
jdk=$(sh tools/find-jdk.sh)
"$jdk/bin/java" bench/WholeProcess.java "${1:-5}"
