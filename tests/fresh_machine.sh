#!/usr/bin/env bash
# Proves the two README commands on a machine that has nothing: a bare Debian in a chroot, git
# installed in it, a clone of the last commit, then ./dev run and ./dev test, twice each.
#
#   sudo tests/fresh_machine.sh [--keep] [--suite bookworm] [COMMAND…]
#
# COMMAND replaces the default ones, for instance: .ci/run
# Needs debootstrap, git and 6 GB under ${TMPDIR:-/var/tmp}. MIRROR=http://… names another mirror.
set -euo pipefail

repository=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
mirror=${MIRROR:-http://deb.debian.org/debian}
suite=bookworm
keep=

fail() {
  printf 'fresh_machine: %s\n' "$*" >&2
  exit 1
}

make_machine() { # ROOT
  debootstrap --variant=minbase "$suite" "$1" "$mirror"
  # How this machine reaches the network is not part of the proof.
  cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
  grep -lE '^Acquire::' /etc/apt/apt.conf.d/* 2>/dev/null | xargs -r cp -t "$1/etc/apt/apt.conf.d/"
  git -C "$repository" bundle create --quiet "$1/tmp/terreau.bundle" HEAD main
}

mount_kernel_files() { # ROOT
  mount -t proc proc "$1/proc"
  mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
}

inside() { # ROOT COMMAND…
  local root=$1
  shift
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb chroot "$root" "$@"
}

timed() { # ROOT COMMAND…
  local started=$SECONDS
  printf '\n==== %s\n' "${*:2}"
  inside "$1" bash -c 'cd /root/terreau && "$@"' -- "${@:2}" || fail "'${*:2}' failed on the fresh machine."
  printf '==== %s: %d s\n' "${*:2}" $((SECONDS - started))
}

prove() { # ROOT [COMMAND…]
  local root=$1
  shift
  inside "$root" sh -ec 'apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends git </dev/null >/dev/null
    git clone --quiet --branch main /tmp/terreau.bundle /root/terreau
    rm -rf /var/lib/apt/lists/*'
  if [[ $# -gt 0 ]]; then
    timed "$root" "$@"
    return
  fi
  timed "$root" ./dev run
  timed "$root" ./dev test
  timed "$root" ./dev run
  timed "$root" ./dev test
  timed "$root" build/release/terreau --version
}

main() {
  while [[ ${1-} == --* ]]; do
    case $1 in
      --keep) keep=yes ;;
      --suite) suite=$2; shift ;;
      *) fail "unknown option $1" ;;
    esac
    shift
  done
  [[ $(id -u) -eq 0 ]] || fail "only root can make a chroot: repeat with sudo."
  command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap."
  local root
  root=$(mktemp -d "${TMPDIR:-/var/tmp}/terreau-fresh.XXXXXX")
  chmod 755 "$root"
  # The mounts live in this script's own mount namespace and end with it, however it ends.
  # --one-file-system: should a mount have stayed all the same, what it shows is not removed.
  # shellcheck disable=SC2064
  trap "umount -q '$root/proc' '$root/dev/shm' '$root/dev/pts' || true
        [[ -n '$keep' ]] && echo 'kept: $root' || rm -rf --one-file-system '$root'" EXIT
  make_machine "$root"
  mount_kernel_files "$root"
  prove "$root" "$@"
  printf '\nThe fresh machine built, ran and tested Terreau.\n'
}

if [[ -z ${FRESH_MACHINE_NAMESPACE-} && $(id -u) -eq 0 ]]; then
  FRESH_MACHINE_NAMESPACE=1 exec unshare --mount --propagation private "$0" "$@"
fi
main "$@"
