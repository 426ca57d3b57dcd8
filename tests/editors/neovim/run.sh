#!/usr/bin/env bash
# Neovim without a screen: everything of check.lua, then each way in which a server can be missing.
# Usage: run.sh NVIM NEWSMARK [SCRATCH]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
nvim=$1
newsmark=$(realpath "$2")
scratch=${3:-$(mktemp -d)}
mkdir -p "$scratch"

# Nothing of the user's own configuration gets in, nothing of ours gets out.
export XDG_CONFIG_HOME="$scratch/config" XDG_STATE_HOME="$scratch/state"
export XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="$scratch/cache"
cp "$root/fixtures/articles/ferry.news" "$scratch/ferry.news"
export NEWSMARK_ARTICLE="$scratch/ferry.news"
# Installed as a package; a copy, since tags for the help are written beside the help.
package="$XDG_DATA_HOME/nvim/site/pack/newsmark/start"
mkdir -p "$package"
cp -r "$root/editors/neovim" "$package/newsmark"

headless() { timeout 120 "$nvim" --headless -i NONE -u "$here/init.lua" "$@"; }

headless -c 'helptags ALL' -c qa
PATH="$(dirname "$newsmark"):$PATH" headless -c "luafile $here/check.lua"

printf '#!/bin/sh\nexit 2\n' > "$scratch/too-old" && chmod +x "$scratch/too-old"
NEWSMARK_COMMAND=no-such-newsmark NEWSMARK_EXPECTED='there is no `no-such-newsmark` on the PATH; install it with `cargo install' \
  headless -c "luafile $here/check-missing.lua"
NEWSMARK_COMMAND="$scratch/too-old" NEWSMARK_EXPECTED='lsp` ended at once with exit code 2, it may be too old; install it with' \
  headless -c "luafile $here/check-missing.lua"
