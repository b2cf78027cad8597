#!/bin/sh
# Builds NIJA when needed and starts it here: configuration and keys in ./config, everything it writes in ./data.
#   ./start.sh          the platform          ./start.sh demo     with the built-in exchange
# Other words are passed on: ./start.sh status

root=$(cd "$(dirname -- "$0")" && pwd -P) || exit 4
home=$root/runtime/target/nija

# Built, when the last thing the build makes is there and no source is newer.
built() {
  [ -s "$home/lib/commands.tsv" ] || return 1
  newer=$(find "$root/pom.xml" "$root/bundles" "$root/runtime" "$root/features" \
    -name target -prune -o -type f ! -name '*.md' ! -path '*/src/test/*' -newer "$home/lib/commands.tsv" -print 2>/dev/null | head -n 1)
  [ -z "$newer" ]
}

build() {
  if [ -n "$JAVA_HOME" ]; then
    javac=$JAVA_HOME/bin/javac
  else
    javac=$(command -v javac)
  fi
  if [ ! -x "$javac" ]; then
    echo "NIJA is built with a JDK 17 or newer and none was found; install one or set JAVA_HOME." >&2
    exit 4
  fi
  if ! command -v mvn >/dev/null 2>&1; then
    echo "NIJA is built with Maven 3.8 or newer and mvn was not found; install it." >&2
    exit 4
  fi
  echo "Building NIJA (the first time takes a few minutes) ..." >&2
  if ! (cd "$root" && mvn -q -B -DskipTests package </dev/null >&2); then
    echo "The build failed; its messages are above." >&2
    exit 4
  fi
}

built || build

NIJA_CONFIG=${NIJA_CONFIG:-$root/config}
NIJA_DATA=${NIJA_DATA:-$root/data}
export NIJA_CONFIG NIJA_DATA

[ $# -gt 0 ] || set -- run
case $1 in
  --headless | --check) set -- run "$@" ;;
esac
exec "$home/bin/nija" "$@"
