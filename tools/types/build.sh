#!/bin/sh
# Builds the embedded table of AWS resource types from the registry schemas in the pinned PyPI package `cfn-lint`, with the
# folding that `phantom types show --refresh` uses. The result depends on that package alone: the same pin gives the same
# bytes. Called by `make types`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=${1:-$root/src/main/resources/dev/phantom/drift/types}
jdk=$(sh "$root/tools/find-jdk.sh")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --dest "$work" --requirement "$here/requirements.txt"
cd "$root"
JAVA_HOME=$jdk mvn -q -B -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test
"$jdk/bin/java" -cp "$root/target/test-classes:$root/target/classes:$(cat "$work/classpath")" \
    dev.phantom.drift.schema.TypeTableMain "$work"/cfn_lint-*.whl "$out"
