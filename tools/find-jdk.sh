#!/bin/sh
# Prints the home of a JDK 25, or one line on stderr that names what was found instead. Starts no JVM.
# PHANTOM_JAVA_HOME is obeyed; JAVA_HOME, the java on PATH and the usual folders are looked through in this order.
set -u

wanted=25
seen=''

# The version in a JDK's `release` file, or nothing; a run-time image without javac is no JDK.
version_of() {
  [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 0
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    echo "${value%\"*}"
    return 0
  done < "$1/release"
}

# Ends the script when $1 is what we look for; else remembers what it is.
consider() {
  [ -n "$1" ] && [ -d "$1" ] || return 0
  found=$(version_of "$1")
  [ -n "$found" ] || return 0
  if [ "${found%%[!0-9]*}" = "$wanted" ]; then
    (cd "$1" && pwd)
    exit 0
  fi
  home=$(cd "$1" && pwd -P)
  case $seen in *" in $home;"*) ;; *) seen="$seen $found in $home;" ;; esac
}

complain() {
  echo "phantom: $1; install a JDK $wanted or point PHANTOM_JAVA_HOME at one" >&2
  exit 1
}

# The home of the java on PATH, behind its chain of symbolic links.
java_on_path() {
  java=$(command -v java 2>/dev/null) || return 0
  while [ -h "$java" ]; do
    link=$(readlink "$java") || return 0
    case $link in /*) java=$link ;; *) java=${java%/*}/$link ;; esac
  done
  home=${java%/*}
  printf '%s\n' "${home%/*}"
}

if [ -n "${PHANTOM_JAVA_HOME:-}" ]; then
  consider "$PHANTOM_JAVA_HOME"
  complain "PHANTOM_JAVA_HOME is not a JDK $wanted but ${found:-no JDK} in $PHANTOM_JAVA_HOME"
fi

consider "${JAVA_HOME:-}"
consider "$(java_on_path)"
for folder in \
  /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/*jdk*/* \
  "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.gradle/jdks/* \
  "${HOME:-/}"/.asdf/installs/java/* "${HOME:-/}"/.local/share/mise/installs/java/* "${HOME:-/}"/.jabba/jdk/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
  "${HOME:-/}"/.jdks/*/Contents/Home \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
  /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
  consider "$folder"
done

seen=${seen%;}
complain "needs a JDK $wanted and found ${seen:+only}${seen:-none}"
