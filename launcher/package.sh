# shellcheck shell=sh
# shellcheck disable=SC2154 # here, dist and jdk are set by ../weir, which reads this
# The packages of the agent for hosts without a Java, as ./weir package [--version VERSION]... [--quick]:
#
#   server/target/packages/weir-agent_VERSION_amd64.deb and weir-agent-VERSION-1.x86_64.rpm
#
# In them are a Java of the modules that our jars ask for, all jars, a start-up cache, the units and the samples of the settings.
# The JDK has to link (have jlink), and none of its libraries may ask for a C library newer than that of Debian 10 and RHEL 8:
# Temurin's do not, a distribution's own do. Without --version it is the pom's, of a snapshot with the time of the last commit.
# Several versions are the same but for their number, for trying an upgrade; --quick packs loosely.

. "$here/launcher/build.sh"

glibc=2.28
packages=$here/server/target/packages
agent=$here/packaging/agent

package() {
  versions='' quick=''
  while [ $# -gt 0 ]; do
    case $1 in
      --version)
        case ${2:-} in '' | *[!0-9A-Za-z.+~]*) die "--version takes a version, such as 1.0.2, and not: ${2:-nothing}" ;; esac
        versions="$versions $2"
        shift 2 ;;
      --quick) quick=yes; shift ;;
      *) die "package knows --version VERSION and --quick, not $1" ;;
    esac
  done
  [ "$(uname -m)" = x86_64 ] || die "packages are made on amd64 only, and this is $(uname -m)"
  fits_old_hosts
  . "$here/launcher/install.sh"
  { command -v dpkg-deb && command -v rpmbuild && command -v cc; } >/dev/null || get "packages" dpkg rpm gcc libc6-dev
  is_fresh || build
  [ -n "$versions" ] || versions=$(version_of_build)
  rm -rf "$packages"
  mkdir -p "$packages"
  stage=$packages/stage
  put_together
  say "packing"
  for version in $versions; do make_deb; done
  mkdir -p "$stage/usr/lib/systemd/system-preset"
  install -m 644 "$agent/85-weir-agent.preset" "$stage/usr/lib/systemd/system-preset/"
  for version in $versions; do make_rpm; done
  rm -rf "$stage" "$packages/deb" "$packages/rpm" "$packages/trained" "$packages/train.toml"
  (cd "$packages" && ls -s --block-size=1 -- *.deb *.rpm) | while read -r size file; do say "made server/target/packages/$file, $((size / 1000000)) MB"; done
}

failed() { say "$*"; exit 1; }

fits_old_hosts() { # or says why this JDK is of no use for packages
  [ -d "$jdk/jmods" ] || "$jdk/bin/jlink" --help 2>/dev/null | grep -q 'run-time image enabled' ||
    die "this JDK cannot link, it has neither jmods nor a run-time image to link from: $jdk. Name another, such as Temurin's, by WEIR_JAVA_HOME"
  command -v objdump >/dev/null || (. "$here/launcher/install.sh"; get "packages" binutils)
  asked=$("$here/launcher/newer-glibc" "$glibc" "$jdk"/lib/*.so "$jdk"/lib/server/libjvm.so "$jdk"/lib/jspawnhelper "$jdk"/bin/java) ||
    { printf '%s\n' "$asked" | head -n 5 >&2; die "with this JDK packages would run on no host whose C library is $glibc. Name another, such as Temurin's, by WEIR_JAVA_HOME"; }
}

version_of_build() {
  built=$("$jdk/bin/java" "@$dist/java.options" -jar "$dist/weir-server.jar" --version)
  built=${built#weir }
  case $built in
    *-SNAPSHOT) echo "${built%-SNAPSHOT}~$(date -u -d "@$(time_of_source)" +%Y%m%d%H%M)" ;;
    *) echo "$built" ;;
  esac
}
time_of_source() { git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s; }

put_together() {
  home=$stage/usr/lib/weir-agent
  mkdir -p "$home" "$stage/usr/bin" "$stage/etc/weir" "$stage/usr/lib/systemd/system/sysinit.target.wants" "$stage/usr/share/doc/weir-agent"
  say "linking a Java"
  # java.desktop: a class of PostgreSQL's driver for java.awt.Point; the vector module: faster loops that its users do without.
  # Charsets no class names: they are those of mail and of logs.
  modules=$("$jdk/bin/jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps "$dist/weir-server.jar" "$dist"/lib/*.jar |
    sed 's/java[.]desktop,//; s/,jdk[.]incubator[.]vector//'),jdk.charsets
  "$jdk/bin/jlink" --add-modules "$modules" --output "$home/java" --strip-debug --no-header-files --no-man-pages --compress zip-6 ||
    failed "the Java could not be linked"
  cp -a "$dist/lib" "$dist/native" "$dist/weir-server.jar" "$agent/java.options" "$home/"
  cc -Os -static -o "$home/weir-sendmail" "$here/packaging/wrapper/weir-sendmail.c" &&
    cc -Os -static '-DREAL="/usr/sbin/exim4"' -o "$home/weir-sendmail-exim4" "$here/packaging/wrapper/weir-sendmail.c" ||
    failed "the wrapper of sendmail could not be compiled"
  strip "$home/weir-sendmail" "$home/weir-sendmail-exim4"
  install -m 755 "$agent/weir" "$stage/usr/bin/weir"
  install -m 644 "$agent"/*.toml "$stage/etc/weir/"
  install -m 644 "$agent"/*.service "$stage/usr/lib/systemd/system/"
  ln -s ../weir-fence.service "$stage/usr/lib/systemd/system/sysinit.target.wants/weir-fence.service"
  install -m 644 "$here/LICENSE" "$stage/usr/share/doc/weir-agent/copyright"
  install -m 644 "$here/NOTICE" "$stage/usr/share/doc/weir-agent/NOTICE"
  chmod -R u=rwX,go=rX "$stage"
  # shellcheck disable=SC2046 # no path of ours has a space
  asked=$("$here/launcher/newer-glibc" "$glibc" $(find "$stage" -name '*.so' -o -path '*/bin/*' -type f)) ||
    failed "what was put together asks for a newer C library: $asked"
  find "$stage" -exec touch -h -d "@$(time_of_source)" {} + # the cache is bound to these times
  # An agent without a server and a fence, which asks nothing of this machine; it is told to stop, and says so by its status.
  printf 'folder = "%s"\nfence = "/dev/null/none"\nsubmissions = "/dev/null/none"\n' "$packages/trained" >"$packages/train.toml"
  timeout -s TERM 15 "$home/java/bin/java" "@$home/java.options" "-Dorg.sqlite.lib.path=$home/native" "-XX:AOTCacheOutput=$home/weir.aot" \
    -jar "$home/weir-server.jar" agent run --file "$packages/train.toml" >"$packages/train.log" 2>&1 || :
  [ -e "$home/weir.aot" ] || failed "the start-up cache could not be made, see $packages/train.log"
  chmod 644 "$home/weir.aot"
  touch -d "@$(time_of_source)" "$home/weir.aot" "$home"
}

make_deb() {
  rm -rf "$packages/deb"
  cp -al "$stage" "$packages/deb"
  mkdir "$packages/deb/DEBIAN"
  sed "s/@version@/$version/; s/@glibc@/$glibc/; s/@size@/$(du -sk --apparent-size "$stage" | cut -f1)/" \
    "$agent/deb/control" >"$packages/deb/DEBIAN/control"
  (cd "$stage" && find etc -type f | sort | sed 's:^:/:') >"$packages/deb/DEBIAN/conffiles"
  install -m 755 "$agent"/deb/p* "$packages/deb/DEBIAN/"
  # xz, since Debian 11's dpkg reads no zstd
  dpkg-deb --root-owner-group "-Z$([ -n "$quick" ] && echo none || echo xz)" --build "$packages/deb" "$packages/weir-agent_${version}_amd64.deb" \
    >"$packages/deb.log" 2>&1 || failed "dpkg-deb failed, see $packages/deb.log"
}

make_rpm() {
  rpmbuild -bb --quiet --define "_topdir $packages/rpm" --define "_rpmdir $packages" --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
    --define "_binary_payload $([ -n "$quick" ] && echo w1.gzdio || echo w6.xzdio)" --define "weir_version $version" --define "weir_stage $stage" \
    --define "weir_glibc $glibc" --target x86_64-linux "$agent/weir-agent.spec" >"$packages/rpm.log" 2>&1 ||
    failed "rpmbuild failed, see $packages/rpm.log"
}
