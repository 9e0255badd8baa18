#!/bin/sh
# The SHA-256 of every library and plugin that a build fetches, in .mvn/checksums, which Maven 3.9 and later hold them
# against before they are used: tools/checksums.sh record | verify. Both fetch everything anew, into an empty local
# repository; verify also fails for what is fetched and has no checksum there.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
version=3.9.11
digest=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978
kept=.mvn/checksums/checksums.sha256
post=-Daether.artifactResolver.postProcessor.trustedChecksums

case ${1:-} in record | verify) ;; *) echo 'usage: tools/checksums.sh record|verify' >&2; exit 2 ;; esac
jdk=$(sh tools/find-jdk.sh)
export JAVA_HOME="$jdk" MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"

# A Maven of its own, so that the list does not depend on the one at hand.
maven=$root/target/apache-maven-$version/bin/mvn
if [ ! -x "$maven" ]; then
  mkdir -p target
  mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -DoutputDirectory="$root/target" \
    -Dartifact=org.apache.maven:apache-maven:$version:tar.gz:bin
  echo "$digest  target/apache-maven-$version-bin.tar.gz" | sha512sum -c --quiet
  tar xzf "target/apache-maven-$version-bin.tar.gz" -C target
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git ls-files -z | tar cf - --null -T - | tar xf - -C "$work"
cd "$work"
if [ "$1" = record ]; then : > $kept; set -- record "$post.record=true"; else set -- verify "$post.failIfMissing=true"; fi
# One test is enough for what tests are run with.
"$maven" -B -ntp -q -Dmaven.repo.local="$work/repository" "$2" -Pbench -Dtest=InertStreamTest verify spotless:apply cyclonedx:makeBom
if [ "$1" = record ]; then
  LC_ALL=C sort -o "$root/$kept" $kept
  echo "$kept: $(wc -l < "$root/$kept") checksums"
else
  echo "$(wc -l < $kept) checksums hold"
fi
