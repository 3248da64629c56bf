# shellcheck shell=sh
# Finds a Java Development Kit 25. Read by ../weir at each start, and by the scripts in ../bench.

is_jdk25() { # $1 a folder; a JRE will not do, since Weir is built where it runs
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in 'JAVA_VERSION="25'[.\"]*) return 0 ;; esac
  done <"$1/release"
  return 1
}

find_jdk25() { # the first one, as the variable jdk
  for jdk in "${WEIR_JAVA_HOME:-}" "${JAVA_HOME:-}"; do is_jdk25 "$jdk" && return; done
  if jdk=$(command -v javac); then
    jdk=$(readlink -f "$jdk") && jdk=${jdk%/bin/javac}
    is_jdk25 "$jdk" && return
  fi
  for jdk in /usr/lib/jvm/* "${XDG_CACHE_HOME:-${HOME:-}/.cache}/weir/jdk-25"; do is_jdk25 "$jdk" && return; done
  return 1
}
