#!/bin/sh
# Warm benchmarks by JMH against the jar that ./phantom runs; prints a table of docs/benchmarks.md. With --build they are
# compiled, and not run.
set -eu
cd "$(dirname "$0")/.."
jdk=$(sh tools/find-jdk.sh)
./phantom --version > /dev/null
read -r jar < target/phantom.current
rm -rf target/bench
mkdir -p target/bench/classes
JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
  mvn -B -ntp -q -Dstyle.color=never -Pbench dependency:copy-dependencies -DincludeScope=test -DoutputDirectory=target/bench/lib \
  -DincludeArtifactIds=jmh-core,jmh-generator-annprocess,jopt-simple,commons-math3 < /dev/null >&2
"$jdk/bin/javac" -d target/bench/classes -cp "target/$jar:target/bench/lib/*" \
  -processor org.openjdk.jmh.generators.BenchmarkProcessor bench/measure/*.java
[ "${1:-}" != --build ] || exit 0
exec "$jdk/bin/java" --sun-misc-unsafe-memory-access=allow -cp "target/bench/classes:target/$jar:target/bench/lib/*" measure.Warm
