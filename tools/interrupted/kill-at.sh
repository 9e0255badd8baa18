#!/bin/sh
# Kills `phantom run` hard after call N of the embedded world, runs again, and holds the outcome against an undisturbed run:
# the same branches, one pull request each, at most one generated template. Usage: kill-at.sh N [N …]; `all` = every call.
set -u
cd "$(dirname "$0")/../.." || exit 1
phantom=$PWD/phantom
work=$(mktemp -d)
world=''
trap '[ -n "$world" ] && kill "$world" 2>/dev/null; rm -rf "$work"' EXIT

serve() {
  mkdir -p "$work/$1"
  "$phantom" demo --serve --out "$work/$1/world" > "$work/$1/env" 2> "$work/$1/err" &
  world=$!
  until grep -q PHANTOM_HISTORY "$work/$1/env" 2>/dev/null; do sleep 0.2; done
  # shellcheck disable=SC1090
  . "$work/$1/env"
}

stop() { kill "$world" 2>/dev/null; wait "$world" 2>/dev/null; world=''; }
calls() { if [ -f "$work/$1/world/calls.jsonl" ]; then wc -l < "$work/$1/world/calls.jsonl"; else echo 0; fi; }
branches() { git -C "$work/$1/world/github/acme/infra.git" for-each-ref --format='%(refname:short)' refs/heads/phantom | sort; }
pulls() { grep -c '"number"' "$work/$1/world/github/acme/infra.git.json"; }
templates() { "$phantom" doctor 2>/dev/null | sed -n "s/.*exist, \([0-9]*\) of them.*/\1/p"; }

serve whole
"$phantom" run --quiet --out "$work/whole/out" > /dev/null 2>&1
total=$(calls whole)
branches whole > "$work/expected"
wanted=$(pulls whole)
stop
echo "undisturbed: $total calls, $wanted pull requests"

[ "${1:-}" = all ] && set -- $(seq 1 "$total")
bad=0
for n in "$@"; do
  serve "k$n"
  "$phantom" run --quiet --out "$work/k$n/out" > /dev/null 2>&1 &
  run=$!
  while kill -0 "$run" 2>/dev/null && [ "$(calls "k$n")" -lt "$n" ]; do sleep 0.01; done
  kill -9 "$run" 2>/dev/null
  wait "$run" 2>/dev/null
  at=$(calls "k$n")
  "$phantom" run --quiet --out "$work/k$n/out" > /dev/null 2>&1
  branches "k$n" > "$work/k$n/branches"
  found=$(pulls "k$n")
  kept=$(templates)
  stop
  if cmp -s "$work/expected" "$work/k$n/branches" && [ "$found" = "$wanted" ] && [ "$kept" -le 1 ]; then
    echo "killed at call $at: the same $found pull requests, $kept generated template"
  else
    bad=$((bad + 1))
    echo "killed at call $at: DIFFERENT: $found pull requests, $kept generated templates"
  fi
done
[ "$bad" -eq 0 ]
