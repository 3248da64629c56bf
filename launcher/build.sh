# shellcheck shell=sh
# shellcheck disable=SC2154 # here, dist and jdk are set by ../weir, which reads this
# Builds the product into server/target/weir.

maven() { # what Maven says, on the JDK that was found; its own libraries warn on a JDK this new, and it colours even for a file
  (
    cd "$here" || exit
    export JAVA_HOME="$jdk" MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    mvn -B "$@" </dev/null 2>&1 | sed -u "s/$(printf '\033')\\[[0-9;]*m//g"
  ) 9>&-
}

build() {
  . "$here/launcher/install.sh"
  get_maven
  mkdir -p "$dist"
  exec 9>"$dist/.lock"
  flock -n 9 || { say "another build is at work, waiting for it"; flock 9; }
  : >"$dist/.began"
  log=$here/server/target/build.log
  say "building (first time: some minutes, most of them downloads); the details are in ${log#"$PWD/"}"
  maven -Dmaven.test.skip package | tee "$log" | progress
  grep -q '^\[INFO\] BUILD SUCCESS' "$log" || { grep -E '^\[ERROR\]|^\[WARNING\] .*[.]java:' "$log" | head -n 30 >&2; say "the build failed"; exit 1; }
  finish_build
}

finish_build() { # after any Maven run that made the jars: $dist/.began was written before it
  is_trained || train
  mv "$dist/.began" "$dist/.built"
  exec 9>&-
}

progress() { # one line that changes, on a terminal; nothing elsewhere
  fetched=0 module=
  while IFS= read -r line; do
    case $line in
      *'Downloaded from '*) fetched=$((fetched + 1)) ;;
      '[INFO] Building weir-'*) module=${line#*weir-} module=${module%% *} ;;
      *) continue ;;
    esac
    [ ! -t 2 ] || printf '\rweir: building %-8s %s files fetched ' "$module" "$fetched" >&2
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# One run of the product with the options of every later run, from which the JVM remembers classes loaded and code profiled.
# The cache is bound to these very jars, so it is made again whenever they are.
train() {
  rm -f "$dist/weir.aot"
  # What the best compiler has compiled in the training, it compiles early and without a profile of its own in every later run:
  # so it shall compile here whatever a session calls once.
  eager="-XX:Tier4InvocationThreshold=1000 -XX:Tier4MinInvocationThreshold=200 -XX:Tier4CompileThreshold=2000"
  # shellcheck disable=SC2086 # options are words
  if ! "$jdk/bin/java" "@$dist/java.options" "-Dorg.sqlite.lib.path=$dist/native" "-XX:AOTCacheOutput=$dist/weir.aot" \
    $eager -jar "$dist/weir-server.jar" train </dev/null >"$here/server/target/train.log" 2>&1 9>&- || [ ! -e "$dist/weir.aot" ]; then
    rm -f "$dist/weir.aot"
    say "the start-up cache could not be made: Weir works, and starts slower. Why: server/target/train.log"
  fi
  : >"$dist/.trained"
}
