#!/bin/sh
# Whole-process and warm benchmarks, beside other tools where node and npm are; prints the tables of docs/benchmarks.md.
# Usage: bench/run.sh [runs]
set -eu
cd "$(dirname "$0")/.."
jdk=$(sh tools/find-jdk.sh)
others=$(sh bench/others.sh) || { others=''; echo 'bench: without the other tools, which need node and npm' >&2; }
./phantom --version > /dev/null
while [ -h target/phantom.lock.training ]; do sleep 1; done # what is timed starts on the trained cache, alone
"$jdk/bin/java" bench/WholeProcess.java "${1:-5}" "$others"
echo
read -r jar < target/phantom.current
"$jdk/bin/java" -cp "target/$jar" bench/Fleet.java
echo
sh bench/warm.sh
if [ -n "$others" ]; then
  echo
  node "$others/others.mjs" warm target/bench-stacks/00500 target/bench-stacks/02000
fi
