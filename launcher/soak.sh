# shellcheck shell=sh
# shellcheck disable=SC2154 # here, dist and jdk are set by ../weir, which reads this
# Uses the server for long, by clients of all kinds at once, as ./weir soak [--for TIME]: TIME such as 3m, 30m, 8h; without it 30m.
#
#   Ten times nobody is let in for a moment, and a line says what the server has: live heap, memory, threads, descriptors, octets
#   of journal for a transaction, files left. At the end each of these is called flat, or what grew; the first third of the time
#   does not count. ../server/src/test/java/weir/proof/Vital.java names what may grow by how much. Below half an hour resident memory
#   and the journal are told and not judged: the JVM still compiles, and SQLite takes room by megabytes.
#
#   An hour writes about 1 GB of journal and log below the folder for temporary files; it is deleted when all is well.
#
#   Exit 0: all flat, and no mail lost, doubled or damaged. Exit 1: otherwise.

. "$here/launcher/build.sh"
. "$here/launcher/times.sh"

soak() {
  case $#,${1:-} in
    0,) set -- --for 30m ;;
    2,--for) ;;
    *) say "./weir soak [--for TIME]"; exit 64 ;;
  esac
  seconds=$(in_seconds "$2") || { say "a time is a number and s, m or h, such as 30m; not $2"; exit 64; }
  is_fresh || build
  . "$here/launcher/install.sh"
  get_maven
  log=$here/server/target/soak-build.log
  maven -pl server -am -Dspotless.check.skip test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath >"$log"
  grep -q '^\[INFO\] BUILD SUCCESS' "$log" || { grep '^\[ERROR\]' "$log" | head -n 30 >&2; say "the build failed"; exit 1; }
  cd "$here"
  exec "$jdk/bin/java" -Dweir.home="$dist" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "server/target/test-classes:server/target/classes:$(cat server/target/test-classpath)" weir.proof.Soak "$seconds"
}
