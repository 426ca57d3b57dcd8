#!/usr/bin/env bash
# What README.md says for editors, in an empty home; then VS Code and Neovim as they come, without any configuration.
# Usage: run.sh NVIM CODE_SERVER PICTURES [ARGUMENT OF cargo xtask install]...    PLAYWRIGHT as for VS Code
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
source "$here/../vscode/start.sh"
nvim=$1 code_server=$2 pictures=$3
shift 3
SCRATCH=$(mktemp -d)
export SCRATCH
# What it leaves in the plugin's own folder goes as well.
trap 'rm -rf "$SCRATCH" "$root/editors/neovim/parser" "$root/editors/neovim/doc/tags"' EXIT
mkdir -p "$SCRATCH"/{bin,articles}
ln -s "$nvim" "$SCRATCH/bin/nvim"
ln -s "$code_server" "$SCRATCH/bin/code"
cp "$root/fixtures/articles/ferry.news" "$SCRATCH/articles/"

# The toolchain and what it has fetched stay where they are; everything else finds an empty home.
tools=(CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}" RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}" npm_config_cache="$(npm config get cache)")
export HOME=$SCRATCH PATH="$SCRATCH/bin:$PATH"
unset CARGO_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME XDG_CACHE_HOME
command=$(grep -Fx 'cargo xtask install --code --nvim' "$root/README.md")
(cd "$root" && env "${tools[@]}" CARGO_INSTALL_ROOT="$HOME/.cargo" $command "$@") > "$SCRATCH/install.log" 2>&1 || { cat "$SCRATCH/install.log" >&2; exit 1; }
tail -n 1 "$SCRATCH/install.log"
grep -qF "$HOME/.cargo/bin" <(tail -n 1 "$SCRATCH/install.log") || { cat "$SCRATCH/install.log"; echo 'FAIL  it does not say what is still to be done'; exit 1; }
echo 'ok    it says what is still to be done'

# VS Code is often started without the folder of cargo's programs on its PATH.
(
  start_workbench code "$SCRATCH/server.log" "$SCRATCH/articles"
  node "$here/../vscode/fresh.mjs" "$pictures"
)
PATH="$HOME/.cargo/bin:$PATH" LUA_PATH="$here/../neovim/?.lua;;" NEWSMARK_ARTICLE="$HOME/articles/ferry.news" NEWSMARK_PLUGIN=1 \
  timeout 60 nvim --headless -c "luafile $here/../neovim/check-opens.lua"
