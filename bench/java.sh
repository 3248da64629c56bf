# shellcheck shell=sh
# What the scripts beside this one have in common: how they say what they are for, the JDK that ./weir would take, and their classes.
# They read it before they leave the folder that they were called from.

. "$(dirname "$0")/../launcher/jdk25.sh"

usage() { sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p}' "$0"; }

# Builds "benchmarks" or "tests" ($1), and sets java and classes; the working folder is the project's from then on.
build() {
  cd "$(dirname "$0")/.."
  find_jdk25 || { echo "no JDK 25 here; ./weir --install gets one, JAVA_HOME names another" >&2; exit 69; }
  # shellcheck disable=SC2034,SC2154 # for whoever reads this; find_jdk25 sets jdk
  java=$jdk/bin/java
  export JAVA_HOME="$jdk" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" # Maven's own libraries, whose warnings nobody needs
  case $1 in
    benchmarks)
      mvn -q -B -Pbench -pl bench -am -Dmaven.test.skip package >&2
      classes=bench/target/classes:$(cat bench/target/classpath)
      ;;
    tests)
      mvn -q -B -pl server -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath >&2
      classes=server/target/test-classes:server/target/classes:$(cat server/target/test-classpath)
      ;;
  esac
}

# The property that has tests start the distribution, where there is one with its start-up cache; else they start their own classes.
# shellcheck disable=SC2034 # for whoever reads this
home_if_built() {
  if [ -f server/target/weir/weir.aot ]; then home=-Dweir.home=server/target/weir; else home=-Dweir.none; fi
}
