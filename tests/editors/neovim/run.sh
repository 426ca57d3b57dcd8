#!/usr/bin/env bash
# Neovim without a screen: everything of check.lua, then each way in which a server can be missing, then the grammar.
# Usage: run.sh NVIM NEWSMARK [GRAMMAR]. With GRAMMAR, a library, also what the grammar gives; all else is tried without it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
nvim=$1
newsmark=$(realpath "$2")
grammar=${3:-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Nothing of the user's own configuration gets in, nothing of ours gets out.
export XDG_CONFIG_HOME="$scratch/config" XDG_STATE_HOME="$scratch/state"
export XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="$scratch/cache"
cp "$root/fixtures/articles/ferry.news" "$root/tests/editors/ledger.news" "$scratch/"
export NEWSMARK_ARTICLE="$scratch/ferry.news" NEWSMARK_LEDGER="$scratch/ledger.news"
# Installed as a package; a copy, since tags for the help are written beside the help.
package="$XDG_DATA_HOME/nvim/site/pack/newsmark/start"
mkdir -p "$package"
cp -r "$root/editors/neovim" "$package/newsmark"
rm -rf "$package/newsmark/parser" "$package/newsmark/doc/tags"

export LUA_PATH="$here/?.lua;;"
headless() { timeout 120 "$nvim" --headless -i NONE -u "$here/init.lua" "$@"; }

PATH="$(dirname "$newsmark"):$PATH" headless -c "luafile $here/check.lua"

printf '#!/bin/sh\n[ "$1" = --version ] && echo newsmark 0.0.9 && exit\nexit 2\n' > "$scratch/too-old" && chmod +x "$scratch/too-old"
NEWSMARK_COMMAND=no-such-newsmark NEWSMARK_EXPECTED='there is no `no-such-newsmark` on the PATH; install it with `cargo install' \
  NEWSMARK_HEALTH='`no-such-newsmark` is not on the PATH' headless -c "luafile $here/check-missing.lua"
NEWSMARK_COMMAND="$scratch/too-old" NEWSMARK_EXPECTED='lsp` ended at once with exit code 2, it may be too old; install it with' \
  NEWSMARK_HEALTH='newsmark 0.0.9 is too old, this plugin needs 0.1.0' headless -c "luafile $here/check-missing.lua"

[ -n "$grammar" ] || exit 0
mkdir "$package/newsmark/parser"
cp "$grammar" "$package/newsmark/parser/newsmark.so"
cp "$root/fixtures/articles/every-mark.news" "$scratch/"
PATH="$(dirname "$newsmark"):$PATH" NEWSMARK_ARTICLE="$scratch/every-mark.news" headless -c "luafile $here/check-grammar.lua"
