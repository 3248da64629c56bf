# shellcheck shell=sh
# shellcheck disable=SC2154 # here and jdk are set by ../weir, which reads this
# Looks for inputs that break a reader, as ./weir fuzz [TARGET [TIME]]: TIME such as 30s, 5m, 2h; without it one minute.
#
#   Without TARGET: the targets, and what each says must be true. With `all`: one after the other, each for TIME.
#   Exit 0: nothing found. Exit 1: something was found; the input and how to run it again are said.
#
# What was learned stays in fuzz/target/found/TARGET and is where the next run begins. The inputs that every ./weir test runs are
# in fuzz/src/test/resources; ../docs/fuzzing.md says how a finding gets there.

. "$here/launcher/build.sh"
. "$here/launcher/times.sh"

fuzz() {
  target=${1:-} time=${2:-1m}
  [ -n "$target" ] || { list_targets; return; }
  seconds=$(in_seconds "$time") || { say "a time is a number and s, m or h, such as 5m; not $time"; exit 64; }
  [ "$target" = all ] || [ -n "$(class_of "$target")" ] || { say "there is no target $target; ./weir fuzz lists them"; exit 64; }
  are_built || build_targets
  found_some=
  if [ "$target" != all ]; then run_target "$target"; else
    for target in $(target_names); do run_target "$target"; done
  fi
  [ -z "$found_some" ] || exit 1
}

sources() { find "$here/fuzz/src/test/java" -name '*FuzzTest.java' | sort; }

name_of() { # $1 a source: ProxyHeaderFuzzTest.java is proxy-header
  name=${1##*/} name=${name%FuzzTest.java}
  printf '%s\n' "$name" | sed 's/\([a-z0-9]\)\([A-Z]\)/\1-\2/g' | tr '[:upper:]' '[:lower:]'
}

target_names() { sources | while IFS= read -r source; do name_of "$source"; done; }

class_of() { # $1 a target
  sources | while IFS= read -r source; do
    [ "$(name_of "$source")" != "$1" ] || { class=${source#"$here/fuzz/src/test/java/"} && printf '%s\n' "${class%.java}"; }
  done
}

list_targets() { # the property of a target is the name of its method
  sources | while IFS= read -r source; do
    property=$(sed -n '/@FuzzTest/{n;s/^ *void \([A-Za-z0-9]*\).*/\1/p;}' "$source" | sed 's/\([A-Z]\)/ \1/g' | tr '[:upper:]' '[:lower:]')
    printf '%-18s %s\n' "$(name_of "$source")" "$property"
  done
}

are_built() {
  [ -e "$here/fuzz/target/.built" ] &&
    [ -z "$(find "$here"/pom.xml "$here"/kit/src/main "$here"/core/src/main "$here"/agent/src/main "$here"/server/src/main \
      "$here"/fuzz/pom.xml "$here"/fuzz/src -newer "$here/fuzz/target/.built" -print -quit)" ]
}

build_targets() {
  . "$here/launcher/install.sh"
  get_maven
  mkdir -p "$here/fuzz/target"
  exec 9>"$here/fuzz/target/.lock"
  flock 9
  : >"$here/fuzz/target/.began"
  log=$here/fuzz/target/build.log
  say "building the targets; the details are in fuzz/target/build.log"
  maven -Pfuzz -pl fuzz -am -Dspotless.check.skip test-compile >"$log"
  grep -q '^\[INFO\] BUILD SUCCESS' "$log" || { grep '^\[ERROR\]' "$log" | head -n 30 >&2; say "the build failed"; exit 1; }
  mv "$here/fuzz/target/.began" "$here/fuzz/target/.built"
  exec 9>&-
}

# The hook that is switched off takes every connection for a finding; the whole proxy makes some, on loopback.
run_target() { # $1 a target; sets found_some where something broke
  class=$(class_of "$1")
  found=$here/fuzz/target/found/$1 inputs=$here/fuzz/src/test/resources/${class}Inputs
  mkdir -p "$found"
  log=$here/fuzz/target/found/$1.log
  say "$1 for $seconds seconds, from $(ls "$inputs" | wc -l) inputs that are kept and $(ls "$found" | wc -l) found before; the details are in ${log#"$here/"}"
  (
    cd "$here/fuzz/target" || exit
    exec "$jdk/bin/java" -da:org.tomlj... -Xmx1800m -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
      --sun-misc-unsafe-memory-access=allow -cp "test-classes:$(cat classpath)" com.code_intelligence.jazzer.Jazzer \
      --target_class="$(printf '%s' "$class" | tr / .)" --instrumentation_includes='weir.**' --custom_hook_includes='weir.**' \
      --disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery \
      --reproducer_path="$here/fuzz/target" "$found" "$inputs" -max_total_time="$seconds" -timeout=20 -max_len=16384 \
      -artifact_prefix="$here/fuzz/target/found/$1-" -rss_limit_mb=0
  ) >"$log" 2>&1 && { say "$1: nothing found. $(sed -n 's/^Done \([0-9]*\) runs.*/\1 inputs were tried./p' "$log")"; return; }
  found_some=yes
  grep -E -A12 '^== Java Exception|^==.*ERROR' "$log" | head -n 40 >&2 || :
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  [ -n "$input" ] || { say "$1: the fuzzer did not run; why: ${log#"$here/"}"; return; }
  say "$1: FOUND SOMETHING. The input is ${input#"$here/"}"
  say "  again:  cp ${input#"$here/"} ${inputs#"$here/"}/what-it-is && ./weir test -pl fuzz -am -Dtest=${class##*/} -Dsurefire.failIfNoSpecifiedTests=false"
}
