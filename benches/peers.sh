#!/usr/bin/env bash
# Measures copydesk over the wire beside harper-ls and typos-lsp, in one run: benches/peers.sh [ARGUMENTS OF wire.rs…]
#   COPYDESK  the program (default: a release build, made here)
#   PEERS     where the peers are, or are to be installed, with cargo install (default: a folder among the temporary
#             ones, kept for the next run). Building them takes long.
# Prints the report of benches/wire.rs; ratios come first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

peers=${PEERS:-${TMPDIR:-/tmp}/copydesk-peers}
for peer in typos-lsp harper-ls; do
  if [ ! -x "$peers/bin/$peer" ]; then
    nice -n 19 cargo install --locked -j1 --root "$peers" "$peer" >&2
  fi
done
if [ -z "${COPYDESK:-}" ]; then
  cargo build --locked --release >&2
  COPYDESK=${CARGO_TARGET_DIR:-$PWD/target}/release/copydesk
fi

uname -srm
grep -m1 'model name' /proc/cpuinfo 2>/dev/null | sed 's/^[^:]*: //' || true
printf '%s cores, load %s\n' "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null)"
for peer in typos-lsp harper-ls; do cargo install --list --root "$peers" | grep "^$peer" || true; done
printf '\n'
cargo bench --locked --bench wire -- --server "copydesk=$COPYDESK lsp" --server "typos-lsp=$peers/bin/typos-lsp" \
  --server "harper-ls=$peers/bin/harper-ls --stdio" "$@"
