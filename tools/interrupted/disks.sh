#!/bin/sh
# Four runs at once on one history and one world; a disk that is full, that fills up, that is read only; each kind of file
# that a run keeps, emptied, cut short or overwritten. Whatever happens, the result is on stdout and GitHub holds the same
# pull requests. The disks need root (a mount). Usage: disks.sh [four|disks|files]…; PHANTOM_EACH=1 damages every file.
# shellcheck disable=SC1091
. "$(dirname "$0")/worlds.sh"
[ $# -gt 0 ] || set -- four disks files
undo() { umount "$work/disk" 2> /dev/null; }

row() { printf '%-34s %5s %5s  %s\n' "$1" "$2" "$3" "$4"; }

# run NAME ROUND [arguments of run]: sets code.
run() {
  name=$1
  round=$2
  shift 2
  (cd "$work/$name" && exec "$phantom" run --quiet "$@") > "$work/$name/out.$round" 2> "$work/$name/err.$round"
  code=$?
  ! unclear "$work/$name/out.$round" "$work/$name/err.$round" || wrong "$name: round $round is unclear"
  grep -q '^recommendation ' "$work/$name/out.$round" || wrong "$name: round $round has no result on stdout"
}

# capped MOST: the configuration of the world, with at most so many open pull requests.
capped() {
  sed "s/maxOpenPullRequests: [0-9]*/maxOpenPullRequests: $1/" "$PHANTOM_CONFIG" > "$(dirname "$PHANTOM_CONFIG")/capped.yaml"
  PHANTOM_CONFIG=$(dirname "$PHANTOM_CONFIG")/capped.yaml
  export PHANTOM_CONFIG
}

four() {
  for most in 10 2; do
    serve "one-$most" payments-night
    capped "$most"
    run "one-$most" 1 --out out
    stop
    state "one-$most" > "$work/one-$most/state"
    serve "four-$most" payments-night
    capped "$most"
    pids=''
    for i in 1 2 3 4; do
      (cd "$work/four-$most" && exec "$phantom" run --quiet --out out) > "$work/four-$most/out.$i" 2> "$work/four-$most/err.$i" &
      pids="$pids $!"
    done
    codes=''
    for pid in $pids; do wait "$pid"; codes="$codes$?"; done
    stop
    state "four-$most" > "$work/four-$most/state"
    [ "$codes" = 0000 ] || wrong "four at once ended in $codes: $(cat "$work/four-$most"/err.*)"
    ! unclear "$work/four-$most"/out.? "$work/four-$most"/err.? || wrong "four at once are unclear"
    same "$work/one-$most/state" "$work/four-$most/state" || { wrong "four at once left something else"; diff "$work/one-$most/state" "$work/four-$most/state"; }
    scans=$(grep -c StartResourceScan "$work/four-$most/world/calls.jsonl")
    row "four at once, at most $most open" 4 "$codes" "$(grep -c '^head' "$work/four-$most/state") pull requests, a resource scan was asked for $scans times"
  done
}

# disk NAME: what a run does whose history and output are on it, and the next one, which has a disk again.
disk() {
  lines=$(grep -c . "$work/$1/err.2")
  first=$code
  [ "$code" -eq 1 ] || wrong "$1: ended in $code"
  [ "$lines" -eq 1 ] || wrong "$1: says $lines lines"
  rm -f "$work/disk/other"
  mount -o remount,rw,size=8m "$work/disk"
  run "$1" 3 --out "$work/disk/out"
  [ "$code" -eq 0 ] || wrong "$1: the run after it ended in $code"
  stop
  state "$1" > "$work/$1/state"
  same "$work/healthy" "$work/$1/state" || { wrong "$1: something else is there"; diff "$work/healthy" "$work/$1/state"; }
  row "disk $1" 2 "$first$code" "$lines line: $(cut -c 1-120 "$work/$1/err.2" | sed "s|$work|…|")"
  undo
}

disks() {
  if ! mkdir -p "$work/disk" || ! mount -t tmpfs -o size=1m none "$work/disk" 2> /dev/null; then
    echo 'NOT CHECKED, since nothing can be mounted here: full and read-only disks'
    return
  fi
  undo
  serve healthy-disk payments-night
  run healthy-disk 1 --out out
  stop
  state healthy-disk > "$work/healthy"
  for kind in full filling read-only; do
    size=4m
    [ "$kind" != filling ] || size=128k
    mount -t tmpfs -o size=$size none "$work/disk"
    serve "$kind" payments-night
    PHANTOM_HISTORY=$work/disk/history
    export PHANTOM_HISTORY
    case $kind in
      full) dd if=/dev/zero of="$work/disk/other" bs=4k 2> /dev/null ;;
      read-only)
        run "$kind" 1 --out "$work/disk/out"
        mount -o remount,ro "$work/disk"
        ;;
    esac
    run "$kind" 2 --out "$work/disk/out"
    disk "$kind"
  done
}

damage() {
  case $2 in
    emptied) : > "$1" ;;
    cut) size=$(wc -c < "$1") && head -c $((size / 2)) "$1" > "$1.cut" && mv "$1.cut" "$1" ;;
    garbage) head -c 300 /dev/urandom > "$1" ;;
  esac
}

files() {
  serve files payments-night
  capped 2
  run files 0 --out out
  github files > "$work/files/github.0"
  mkdir "$work/files/kept"
  cp -R "$work/files/out" "$work/files/world/history" "$work/files/kept"
  all=$(cd "$work/files/kept" && find history out -type f ! -name '*.lock' | sort)
  [ -n "${PHANTOM_EACH:-}" ] || all=$(echo "$all" | awk -F/ '!seen[$1 "/" $NF]++')
  for file in $all; do
    for how in emptied cut garbage; do
      rm -rf "$work/files/out" "$work/files/world/history"
      cp -R "$work/files/kept/out" "$work/files/out"
      cp -R "$work/files/kept/history" "$work/files/world/history"
      case $file in out/*) damaged=$work/files/$file ;; *) damaged=$work/files/world/$file ;; esac
      damage "$damaged" "$how"
      run files 1 --out out
      github files > "$work/files/github.1"
      cmp -s "$work/files/github.0" "$work/files/github.1" || wrong "$file $how: something else is on GitHub"
      aside=$(find "$(dirname "$damaged")" -name "$(basename "$file").broken-*" | grep -c .)
      said=$(cat "$work/files/out.1" "$work/files/err.1" | grep -c 'set aside as')
      case $file in
        out/*) [ "$aside$said" = 00 ] || wrong "$file $how: set aside, though it is only written" ;;
        *) [ "$aside$said" = 11 ] || wrong "$file $how: set aside $aside times, said $said times" ;;
      esac
      row "$(echo "$file" | awk -F/ '{ print $1 "/…/" $NF }') $how" 1 "$code" "$aside set aside, said in $said line"
    done
  done
  stop
}

row 'what happened' runs exit 'what came of it'
for part in "$@"; do "$part"; done
[ "$bad" -eq 0 ] && echo 'nothing was lost, nothing twice'
