#!/bin/sh
# Kills `phantom run`, `reconcile apply` and `adopt` with SIGKILL, by request and by clock, runs each again, and holds what
# is then there against a run that nothing disturbed; a line on stderr for each moment. Usage: kills.sh [run|apply|adopt]…;
# PHANTOM_MOMENTS of each kind for each command (10: 60 in all). By request: every second time the call is not carried
# out, else only its answer is lost. By clock: counted from the first call.
# shellcheck disable=SC1091
. "$(dirname "$0")/worlds.sh"
moments=${PHANTOM_MOMENTS:-10}
[ $# -gt 0 ] || set -- run apply adopt

# A world in which a revert was merged, and a checkout of it; it is copied for each moment.
merged() {
  [ ! -d "$work/merged" ] || return 0
  serve merged src/test/scenarios/05-ledger-keys
  "$phantom" run --quiet --out "$work/merged/out" > /dev/null 2>&1
  stop
  serve merged src/test/scenarios/05-ledger-keys merge
  stop
  git -C "$work/merged/world/github/acme/infra.git" archive main .phantom | tar xf - -C "$work/merged"
}

# begin COMMAND NAME: the world of a moment.
begin() {
  case $1 in
    apply) merged; cp -R "$work/merged" "$work/$2"; serve "$2" src/test/scenarios/05-ledger-keys ;;
    *) serve "$2" payments-night ;;
  esac
}

# command COMMAND NAME: becomes the process of it.
command_of() {
  cd "$work/$2" || exit 1
  case $1 in
    run) exec "$phantom" run --quiet --out out ;;
    apply) exec "$phantom" reconcile apply .phantom/reconcile/*/*.yaml ;;
    adopt) exec "$phantom" adopt ;;
  esac
}

# start COMMAND NAME ROUND: its process, in victim.
start() {
  (command_of "$1" "$2") > "$work/$2/out.$3" 2> "$work/$2/err.$3" &
  victim=$!
}

# called NAME: once the process has made its first call, or ended.
called() {
  until [ -s "$work/$1/world/calls.jsonl" ] || ! kill -0 "$victim" 2> /dev/null; do sleep 0.02; done
}

# end COMMAND NAME ROUND: what the process that runs to its end must say. An order that is still being executed is told
# as such, with when and by whom, and run again.
end() {
  while :; do
    wait "$victim"
    code=$?
    grep -q 'PH-RCN-002 .* is UPDATE_[A-Z_]*IN_PROGRESS, which is this order, executed at .* by ' "$work/$2/err.$3" || break
    [ "$1$code" = apply1 ] || break
    underway=$((underway + 1))
    start "$1" "$2" "$3"
  done
  [ "$code" -eq 0 ] || wrong "$1 $2: round $3 ended in $code: $(tail -n 1 "$work/$2/err.$3")"
  ! unclear "$work/$2/out.$3" "$work/$2/err.$3" || wrong "$1 $2: round $3 is unclear"
}

whole() {
  start "$1" "$2" "$3"
  end "$1" "$2" "$3"
}

# executions NAME: how many AWS carried out.
executions() {
  asked=$(cat "$work/$1/world/calls.jsonl" 2> /dev/null | grep -c ExecuteChangeSet)
  refused=$(cat "$work/$1/world/refused" 2> /dev/null | grep -c ExecuteChangeSet)
  echo $((asked - refused))
}

# figures COMMAND FILE: what a finished command says that does not depend on the hour.
figures() {
  case $1 in
    run) grep -E '^(severity|recommendation|waiting) ' "$2" ;;
    adopt) sed 's/  http.*//' "$2" ;;
    apply) sed -e 's/at [0-9TZ:.-]* by/at TIME by/' -e 's/token [^)]*/token T/' "$2" ;;
  esac
}

# again NAME: its moment was not met.
again() {
  stop
  rm -rf "${work:?}/$1"
}

# judge COMMAND NAME HOW: after the kill, once more and once again; then everything is as after a quiet run.
judge() {
  before=$bad
  done_before=0
  [ "$1" != apply ] || done_before=$(executions "$2")
  temporary=$((temporary + $(left "$2" | wc -l)))
  later "$2" "$1"
  whole "$1" "$2" 2
  github "$2" > "$work/$2/github.2"
  whole "$1" "$2" 3
  github "$2" > "$work/$2/github.3"
  cmp -s "$work/$2/github.2" "$work/$2/github.3" || wrong "$1 $3: a run more changed something"
  cases "$1" "$2" || wrong "$1 $3: cases are missing or not whole"
  [ -z "$(find "$work/$2" -name '*.broken-*')" ] || wrong "$1 $3: a file was left broken"
  ! left "$2" | grep . || wrong "$1 $3: a temporary file is left"
  figures "$1" "$work/$2/out.3" > "$work/$2/figures"
  cmp -s "$work/$1/figures" "$work/$2/figures" || wrong "$1 $3: the result differs"
  [ "$1" != apply ] || once "$2" "$3"
  stop
  state "$2" > "$work/$2/state"
  same "$work/$1/state" "$work/$2/state" || { wrong "$1 $3: something else is there"; diff "$work/$1/state" "$work/$2/state"; }
  [ "$bad" -ne "$before" ] || { rm -rf "${work:?}/$2"; echo "$1 $3: as undisturbed" >&2; }
}

# The same cases as after a quiet run, each to its end.
cases() {
  [ "$1" = run ] || return 0
  for file in $(cd "$work/$1/out" && find cases -type f); do
    [ "$(tail -c 2 "$work/$2/out/$file" | tr -d '\n' | tail -c 1)" = '}' ] || return 1
  done
}

# The order was executed once, and who runs it again reads that, and when and by whom.
once() {
  [ "$(executions "$1")" -eq 1 ] || wrong "apply $2: executed $(executions "$1") times"
  if [ "$done_before" -eq 1 ]; then said='executed before, at .* by .*: UPDATE_COMPLETE'; else said='verified: '; fi
  grep -q "$said" "$work/$1/out.2" || wrong "apply $2: does not say '$said'"
  after=$((after + done_before))
}

# One that needed fewer calls than the undisturbed one is killed at an earlier call.
by_request() {
  at=$3
  [ $(($4 % 2)) -eq 0 ] && fate=answered || fate=refused
  while :; do
    begin "$1" "$2"
    start "$1" "$2" 1
    echo "$at $victim $fate" > "$work/$2/world/victim.new"
    mv "$work/$2/world/victim.new" "$work/$2/world/victim"
    wait "$victim" 2> /dev/null
    killed=$?
    rm -f "$work/$2/world/victim"
    [ "$killed" -ne 137 ] || break
    [ "$at" -gt 1 ] || { wrong "$2: ended in $killed before its first call"; break; }
    again "$2"
    at=$((at * 3 / 4))
  done
  judge "$1" "$2" "at call $at ($fate)"
}

# One that was quicker than its clock is killed earlier.
by_clock() {
  ms=$3
  while :; do
    begin "$1" "$2"
    start "$1" "$2" 1
    called "$2"
    sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
    kill -9 "$victim" 2> /dev/null
    wait "$victim" 2> /dev/null
    [ $? -ne 137 ] || break
    again "$2"
    ms=$((ms * 3 / 4))
  done
  judge "$1" "$2" "after $ms ms (call $(calls "$2"))"
}

printf '%-8s %8s %8s %9s %8s %11s %10s %10s %7s\n' command calls ms 'by call' 'by ms' 'mid-write' executed 'under way' wrong
for command in "$@"; do
  bad_before=$bad
  temporary=0
  after=0
  underway=0
  begin "$command" "$command"
  start "$command" "$command" 1
  called "$command"
  began=$(now)
  end "$command" "$command" 1
  took=$(($(now) - began))
  total=$(calls "$command")
  whole "$command" "$command" 2
  whole "$command" "$command" 3
  figures "$command" "$work/$command/out.3" > "$work/$command/figures"
  stop
  state "$command" > "$work/$command/state"
  for i in $(seq 1 "$moments"); do
    by_request "$command" "$command-call-$i" $(((i * 2 - 1) * total / (moments * 2) + 1)) "$i"
    by_clock "$command" "$command-ms-$i" $(((i * 2 - 1) * took / (moments * 2)))
  done
  printf '%-8s %8d %8d %9d %8d %11d %10d %10d %7d\n' "$command" "$total" "$took" "$moments" "$moments" "$temporary" "$after" \
    "$underway" $((bad - bad_before))
done
[ "$bad" -eq 0 ]
