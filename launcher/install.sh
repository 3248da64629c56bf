# shellcheck shell=sh
# shellcheck disable=SC2154 # here and install are set by ../weir, which reads this; say and die are there too
# Gets what is missing on a Debian or Ubuntu.
#
# Nothing is installed unasked: asked means --install, or CI=true. Packages need root; the JDK for Debian 12 does not.

is_asked() { [ -n "$install" ] || [ "${CI:-}" = true ]; }

get() { # $1 what for, then the Debian packages
  purpose=$1
  shift
  command -v apt-get >/dev/null || die "$purpose: install what your system has for the Debian packages: $*"
  if is_asked && [ "$(id -u)" = 0 ]; then
    say "$purpose: installing $*"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "$@"; } >/dev/null ||
      die "$purpose: could not install $*"
  else
    die "$purpose. One line puts it there: sudo apt-get install $*"
  fi
}

get_jdk25() { # sets jdk, or says what to do
  if grep -qs '^VERSION_CODENAME=bookworm$' /etc/os-release; then
    is_asked || die "no JDK 25 here, and Debian 12 has none. './weir --install' fetches Debian 13's, signed by Debian, into ~/.cache/weir; no root needed"
    "$here/launcher/jdk25-on-debian12" || die "no JDK 25: it could not be fetched, see above"
  else
    get "no JDK 25 here" openjdk-25-jdk-headless
  fi
  find_jdk25 || die "no JDK 25 here, although one was installed; set WEIR_JAVA_HOME to it"
}

get_maven() { command -v mvn >/dev/null || get "building needs Maven" maven; }
