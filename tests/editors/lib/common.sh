# Shared by the editor tests; sourced, never run. Every tests/editors/<editor>/run follows one convention:
#   COPYDESK  the binary under test (an absolute path)
#   OUT       the folder that takes screenshots and logs
# and prints last a line "N passed, N failed", before which its name with a colon may stand, with an exit status that is not 0 when something failed.

editors_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
desk_root=$(cd "$editors_root/../.." && pwd)

# Downloaded editors are large and change only with their version, so they outlive a run.
editors_cache() {
  local dir=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-editors
  mkdir -p "$dir" && (cd "$dir" && pwd)
}

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# absolute PATH: the same path from any working directory
absolute() { printf '%s/%s\n' "$(cd "$(dirname "$1")" && pwd)" "$(basename "$1")"; }

# apt_need PACKAGE…: a test machine starts without browsers and fonts
apt_need() {
  local missing=() package sudo=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "These packages are needed: ${missing[*]}"
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  say "installing ${missing[*]}"
  # package lists may be absent or stale on a fresh image
  "${sudo[@]}" apt-get update -qq >&2 &&
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
    die "apt-get could not install ${missing[*]}"
}

# editor_setup EDITOR: checks COPYDESK and empties OUT, with a default for it
editor_setup() {
  [ -n "${COPYDESK:-}" ] || die "COPYDESK must name the copydesk binary (tests/editors/run builds one)."
  [ -x "$COPYDESK" ] && [ -f "$COPYDESK" ] || die "COPYDESK is not a program: $COPYDESK"
  COPYDESK=$(absolute "$COPYDESK")
  OUT=${OUT:-$editors_root/out/$1}
  mkdir -p "$OUT" && OUT=$(cd "$OUT" && pwd)
  export COPYDESK OUT
}

# npm_ready FOLDER: the packages that a folder's lock file names, installed once for each lock
npm_ready() {
  local stamp=$1/node_modules/.copydesk-lock
  if ! cmp -s "$1/package-lock.json" "$stamp"; then
    # a build machine may have set NODE_ENV=production, which would leave the tools out
    (cd "$1" && npm ci --include=dev --ignore-scripts --no-audit --no-fund >&2) || die "npm could not install what $1 needs"
    cp "$1/package-lock.json" "$stamp"
  fi
}
