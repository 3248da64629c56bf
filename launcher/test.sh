# shellcheck shell=sh
# shellcheck disable=SC2154 # here, dist and jdk are set by ../weir, which reads this
# The whole test suite, as ./weir test [--with-peers] [what Maven is to be told, such as -Dtest=... or -pl kit]:
#
#   every module's tests, the formatting, the coverage, whether the tests notice changes in the code that judges, the inputs
#   kept for the fuzzer (../docs/fuzzing.md), and that the benchmarks compile.
#   Of a part (-pl, -Dtest) the modules below it are built with it, and mutants are left out; a -Dtest that names no test fails.
#   --with-peers, or CI=true, adds the tests with a real Postfix and others, in roots of their own (../testkit/peers/make-roots), and, of
#   the whole suite, installs, upgrades and removes the packages there (../testkit/peers/try-packages).
#
# All that was said is kept in server/target/test.log; on the screen are the tests, then the figures, then surefire's closing lines.

. "$here/launcher/build.sh"

run_tests() {
  with_peers=
  [ "${CI:-}" != true ] || with_peers=tried
  [ "${1:-}" != --with-peers ] || { with_peers=asked; shift; }
  . "$here/launcher/install.sh"
  get_maven
  [ -z "$with_peers" ] || make_peers
  mkdir -p "$dist"
  rm -rf "$here"/*/target/surefire-reports "$here"/*/target/site/jacoco "$here"/*/target/pit-reports
  : >"$dist/.began"
  log=$here/server/target/test.log
  named= part=
  for word; do case $word in -Dtest=*) named=yes part=yes ;; -pl* | --projects*) part=yes ;; esac; done
  maven -ntp -Pfigures,bench,fuzz ${with_peers:+-Dweir.peers=true} ${part:+-am -DskipPitest} \
    ${named:+-Dsurefire.failIfNoSpecifiedTests=false} verify "$@" | tee "$log" | telling
  passed=
  ! grep -q '^\[INFO\] BUILD SUCCESS' "$log" || passed=yes
  [ -z "$named" ] || grep -q '^\[[A-Z]*\] Tests run: [1-9]' "$log" || { say "no test has that name"; passed=; }
  [ -z "$passed" ] || [ $# -gt 0 ] || finish_build
  packed=yes
  [ -z "$passed" ] || [ -z "$with_peers" ] || [ $# -gt 0 ] || try_packages || packed=
  "$here/launcher/figures" "$log"
  [ -n "$packed" ] || { say "the packages did not do as they should: look for FAILED above"; exit 1; }
  [ -n "$passed" ] || { say "the tests did not pass; all that was said is in server/target/test.log"; exit 1; }
}

make_peers() { # asked for by name, a missing root is an error; in CI it is told, and its tests are shown as skipped
  { command -v debootstrap && command -v unshare && command -v strace && command -v ip && command -v nft && command -v iptables && command -v ipset; } >/dev/null ||
    (get "tests with real peers" debootstrap util-linux strace iproute2 nftables iptables ipset) || no_peers
  [ "$with_peers" != tried ] || get_senders
  "$here/testkit/peers/make-roots" || no_peers
}
get_senders() { # a PHP-FPM that is installed starts by itself, so only where the machine is a throw-away one
  { command -v perl && command -v python3 && command -v php && ls /usr/sbin/php-fpm*; } >/dev/null 2>&1 ||
    (get "tests of scripts that send" perl python3 php-cli php-fpm) || say "going on without some of them: their tests are shown as skipped"
}
no_peers() { [ "$with_peers" = tried ] || exit 69; say "going on without real peers: their tests are shown as skipped"; }

try_packages() { # of two versions; without a JDK for packages, or without root, that is told
  printf '\npackages:\n'
  [ "$(id -u)" = 0 ] || { echo "skipped: only root can install them in roots"; return 0; }
  status=0
  "$here/weir" ${install:+--install} package --quick --version 0.0.1 --version 0.0.2 2>&1 || status=$?
  [ "$status" != 69 ] || { echo "skipped: none can be made here, see above"; return 0; }
  [ "$status" = 0 ] || return 1
  "$here/testkit/peers/try-packages" "$here/server/target/packages" 0.0.1 0.0.2
}

telling() { # of Maven's words those about tests and trouble
  grep --line-buffered -E '^\[INFO\] (Tests run:|BUILD |Building weir)|^\[(WARNING|ERROR)\]|^[^]>=[-]' || :
}
