# What the checks of editors share: where things go, how they are installed, how one is skipped. Sourced.
#
# Everything is installed below target/editors, but for Debian packages, which only root can install. A check
# is skipped only if what it needs cannot be fetched; anything else that goes wrong fails.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$(realpath -m "${CARGO_TARGET_DIR:-$root/target}")
work=$target/editors
mkdir -p "$work/log" "$work/pictures"

skipped=()

step() { printf '\n-- %s\n' "$*"; }

skip() {
  printf 'skipped: %s\n' "$*"
  skipped+=("$*")
}

unreachable='ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|from versions: none|Failed to fetch|[Cc]ould not resolve|[Tt]emporary failure|[Nn]etwork is unreachable|[Cc]onnection refused|[Tt]imed out|[Uu]nable to locate package|E40[134]'

# Runs an installation quietly. Returns 1, having said why, if its registry is out of reach.
fetch() { # NAME COMMAND...
  local name=$1 log=$work/log/$1.log
  shift
  if timeout 1500 "$@" > "$log" 2>&1; then return 0; fi
  tail -n 15 "$log" >&2
  if grep -qE "$unreachable" "$log"; then
    skip "$name cannot be fetched: $(grep -oE "$unreachable" "$log" | head -n 1)"
    return 1
  fi
  echo "$name: the installation failed, see $log" >&2
  exit 1
}

# Python packages, in an environment of their own in $work/NAME.
python_packages() { # NAME PACKAGE...
  local name=$1
  shift
  local done="$work/$name/installed-${*//[^A-Za-z0-9.]/-}"
  [ -e "$done" ] && return
  python3 -m venv "$work/$name" && fetch "$name" "$work/$name/bin/pip" install -q "$@" && touch "$done"
}

# Debian packages, unless the COMMAND that they bring is there.
debian_packages() { # COMMAND PACKAGE...
  local command=$1
  shift
  command -v "$command" >/dev/null && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    skip "$command is not there, and only root on a Debian system can install $*"
    return 1
  fi
  if [ ! -e "$work/apt-updated" ]; then
    fetch apt-update apt-get update -q || return 1
    touch "$work/apt-updated"
  fi
  fetch "$command" apt-get install -y -q --no-install-recommends "$@"
}

# Keeps a picture. Those in docs are replaced only when asked to: every run gives slightly other ones.
keep_picture() { # NAME
  local file="$work/pictures/$1"
  local size
  size=$(stat -c %s "$file")
  [ "$size" -lt 204800 ] || { echo "$file has $size bytes, which is too large" >&2; exit 1; }
  if [ "${UPDATE_EXPECT:-}" = 1 ]; then cp "$file" "$root/docs/images/$1"; fi
}
