# shellcheck shell=sh
# Times as people write them: a number and s, m or h.

in_seconds() {
  case ${1%[smh]} in '' | *[!0-9]*) return 1 ;; esac
  case $1 in *s) echo "${1%s}" ;; *m) echo $((${1%m} * 60)) ;; *h) echo $((${1%h} * 3600)) ;; *) return 1 ;; esac
}
