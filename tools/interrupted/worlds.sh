# Sourced by the scripts beside it: embedded worlds in a scratch folder, and what is left in one at the end.
set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
phantom=$root/phantom
work=$(mktemp -d)
export XDG_CACHE_HOME="$work/cache"
world=''
bad=0
undo() { :; }
trap 'stop; undo; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

stop() {
  [ -z "$world" ] || { kill "$world" && wait "$world"; } 2> /dev/null
  world=''
}

"$phantom" --version > /dev/null || exit 1
jdk=$(sh tools/find-jdk.sh) || exit 1
read -r jar < target/phantom.current
"$jdk/bin/javac" -nowarn -cp "target/$jar" -d "$work/classes" tools/interrupted/World.java || exit 1

# serve NAME SCENARIO [merge]: a world in $work/NAME/world; the environment then points at it.
serve() {
  mkdir -p "$work/$1"
  rm -f "$work/$1/env" "$work/$1/world/victim" "$work/$1/world/calls.jsonl"
  "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work/classes:$root/target/$jar" World "$work/$1/world" "$2" ${3:-} \
    > "$work/$1/env" 2> "$work/$1/world.err" &
  world=$!
  until grep -q '^# ready' "$work/$1/env" 2> /dev/null; do
    kill -0 "$world" 2> /dev/null || { cat "$work/$1/world.err" >&2; exit 1; }
    sleep 0.1
  done
  # shellcheck disable=SC1090
  . "$work/$1/env"
}

calls() { if [ -f "$work/$1/world/calls.jsonl" ]; then wc -l < "$work/$1/world/calls.jsonl"; else echo 0; fi; }
now() { date +%s%3N; }

# What GitHub holds: every branch with its content, every pull request with its title, state and marker.
github() {
  git -C "$work/$1/world/github/acme/infra.git" for-each-ref --format='%(refname:short) %(tree)' refs/heads
  sed -n -e 's/^ *"\(head\|title\|state\|draft\)" : /\1 /p' -e 's/\\"text\\":[^,]*,//' -e 's/.*\(<!-- phantom:.*-->\).*/\1/p' \
    "$work/$1/world/github/acme/infra.git.json" 2> /dev/null | sort
}

# What GitHub and AWS hold; the world must have ended.
state() { github "$1"; cat "$work/$1/world/left"; }

# later NAME COMMAND: two hours pass, for files and change sets that were left, as the next run comes hours later. The
# order that is applied again does not wait for its change sets to be old.
later() {
  left "$1" | while read -r file; do touch -d '2 hours ago' "$file"; done
  [ "$2" = apply ] || touch "$work/$1/world/later"
}

# Files that a killed process did not take away.
left() { find "$work/$1" -path "$work/$1/world/github" -prune -o -type f \( -name '.next*' -o -name '.*phantom*' -o -name '*.part' \) -print; }

# What no output may hold.
unclear() { grep -nE 'Exception|^[[:space:]]+at [a-z]|\bnull\b|PH-CLI-099' "$@"; }

# same WANTED FOUND: whether two states are one. A template that a killed run was still making may be left, one at most.
same() {
  grep -v '^generated' "$1" > "$1.cmp"
  grep -v '^generated' "$2" > "$2.cmp"
  cmp -s "$1.cmp" "$2.cmp" && [ "$(sed -n 's/^generated templates //p' "$2")" -le 1 ]
}

wrong() { bad=$((bad + 1)); echo "WRONG: $*"; }
