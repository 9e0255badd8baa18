#!/bin/sh
# Drives the embedded AWS with a client that is not ours, the pinned AWS CLI from PyPI, through every operation that it
# speaks, and compares with what our own client reads. Prints counts; exit 1 on a difference. Not part of `mvn verify`.
#   tools/second-client/awscli.sh [SCENARIO_FOLDER [STACK]]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scenario=${1:-$root/src/test/scenarios/01-network-baseline}
stack=${2:-network}
venv=$root/target/second-client
jdk=$(sh "$root/tools/find-jdk.sh")

cd "$root"
[ -x "$venv/bin/aws" ] || { python3 -m venv "$venv" && "$venv/bin/pip" --quiet --disable-pip-version-check install --requirement "$here/requirements.txt"; }
JAVA_HOME=$jdk mvn -q -B -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile="$venv/classpath" -Dmdep.includeScope=test

exec "$venv/bin/python" "$here/compare.py" "$venv/bin/aws" "$scenario" "$stack" \
    "$jdk/bin/java" -XX:TieredStopAtLevel=1 -cp "$root/target/test-classes:$root/target/classes:$(cat "$venv/classpath")" dev.phantom.aws.SecondClientMain
