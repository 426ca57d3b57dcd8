#!/usr/bin/env bash
# Neovim with the configurations that docs/editors.md gives, taken from that page: by hand, or with a plugin manager.
# Usage: managers.sh NVIM NEWSMARK PLUGINS. PLUGINS has lazy.nvim and nvim-lspconfig as folders.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
source "$here/../docs.sh"
nvim=$1
newsmark=$(realpath "$2")
plugins=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

export XDG_CONFIG_HOME="$scratch/config" XDG_STATE_HOME="$scratch/state"
export XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="$scratch/cache"
export LUA_PATH="$here/?.lua;;" NEWSMARK_ARTICLE="$scratch/ferry.news"
PATH="$(dirname "$newsmark"):$PATH"
export PATH
cp "$root/fixtures/articles/ferry.news" "$scratch/"
mkdir -p "$XDG_CONFIG_HOME/nvim"
# A copy, since tags for the help are written beside the help.
cp -r "$root/editors/neovim" "$scratch/newsmark"
rm -rf "$scratch/newsmark/parser" "$scratch/newsmark/doc/tags"

# With the plugin's folder as it is here.
documented() { from_docs "$1" | sed "s|~/newsmark/editors/neovim|$scratch/newsmark|"; }

opens() { # WHAT [FILE]
  echo "      $1"
  timeout 60 "$nvim" --headless -i NONE -c "luafile $here/check-opens.lua" "${@:2}"
}

lazy() { # SPEC
  printf 'vim.opt.runtimepath:prepend("%s/lazy.nvim")\nrequire("lazy").setup({ spec = { %s }, rocks = { enabled = false } })\n' \
    "$plugins" "$1" > "$XDG_CONFIG_HOME/nvim/init.lua"
}

if "$nvim" --headless -u NONE -c 'exe has("nvim-0.11") ? "qall!" : "cquit!"'; then
  documented 'this in `init.lua` is enough for warnings, hovers and fixes:' > "$XDG_CONFIG_HOME/nvim/init.lua"
  opens 'without the plugin' "$scratch/ferry.news"
else
  { printf 'vim.opt.runtimepath:append("%s/nvim-lspconfig")\n' "$plugins"; documented 'On 0.10 with nvim-lspconfig:'; } > "$XDG_CONFIG_HOME/nvim/init.lua"
  opens 'with nvim-lspconfig'
  opens 'with nvim-lspconfig, by the command line' "$scratch/ferry.news"
fi

export NEWSMARK_PLUGIN=1
lazy "$(documented 'With lazy.nvim:')"
opens 'with lazy.nvim'
opens 'with lazy.nvim, by the command line' "$scratch/ferry.news"
lazy "$(documented 'Loaded with the first article:')"
opens 'with lazy.nvim, loaded with the first article'
opens 'with lazy.nvim, loaded with the first article, by the command line' "$scratch/ferry.news"
