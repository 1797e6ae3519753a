#!/usr/bin/env bash
# Starts N silos on this machine that share one store, and stops all of them politely at Ctrl-C or SIGTERM.
#
#   deploy/local-cluster.sh 3
#   deploy/local-cluster.sh 3 sqlite:sweeps.db
#
# Settings of a silo, such as DIFFMH__PLUGINS, are taken from the environment; DIFFMH__THREADS is by default an even share
# of the processors. DIFFMH names the program; without it this checkout is built. A silo that is killed is not started
# again: the others go on with its work. Ends with 0, with 1 when a silo could not start or was not stopped by us, or with 2
# when it is called in another way. For bash 5.1 or newer.
set -u

usage() {
  sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)) || { echo "found bash $BASH_VERSION; this needs 5.1 or newer" >&2; exit 2; }

[[ $# -ge 1 && $# -le 2 && $1 =~ ^[1-9][0-9]?$ ]] || usage
count=$1
[ $# -eq 2 ] && export DIFFMH__STORE=$2

if [ -z "${DIFFMH:-}" ]; then
  project="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/DiffMH.Client"
  folder=$(dotnet build "$project" -c Release --getProperty:TargetDir --target:Build -v:q) || { echo "the build failed: $folder" >&2; exit 1; }
  DIFFMH="$folder/diffmh"
fi
[ -x "$DIFFMH" ] || { echo "no program '$DIFFMH'; set DIFFMH to the path of diffmh, or leave it out" >&2; exit 1; }

processors=$(getconf _NPROCESSORS_ONLN)
export DIFFMH__THREADS="${DIFFMH__THREADS:-$((processors > count ? processors / count : 1))}"

declare -A silos=()
stopping=false
code=0

stop() {
  stopping=true
  [ "${#silos[@]}" -eq 0 ] || kill -TERM "${!silos[@]}" 2>/dev/null
}
trap stop INT TERM

for ((number = 1; number <= count; number++)); do
  $stopping && break
  "$DIFFMH" silo start --name "local-$number" &
  silos[$!]="local-$number"
done

$stopping && stop   # the signal may have come between a start and its note

# wait ends early when a signal comes; then there are silos left.
while [ "${#silos[@]}" -gt 0 ]; do
  ended=
  wait -n -p ended "${!silos[@]}"
  result=$?
  if [ -n "${ended:-}" ]; then   # unset where a signal ended the waiting
    if ! $stopping || [ "$result" -ne 0 ]; then
      echo "silo ${silos[$ended]} ended with code $result" >&2
      code=1
    fi
    unset "silos[$ended]"
  else
    # Of two that a signal ends at once, wait may tell of one only.
    for silo in "${!silos[@]}"; do
      kill -0 "$silo" 2>/dev/null || { unset "silos[$silo]"; $stopping || code=1; }
    done
  fi
done
exit "$code"
