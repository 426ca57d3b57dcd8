#!/usr/bin/env bash
# The picture of Neovim in docs/images: a real terminal on a screen of its own, with a finding beside the text
# and the hover over a figure, in the colours of the grammar.
# Usage: picture.sh NVIM NEWSMARK PICTURE GRAMMAR. Needs Xvfb, xterm, tmux, ImageMagick and the DejaVu fonts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
nvim=$1
newsmark=$(realpath "$2")
picture=$3
grammar=$4
scratch=$(mktemp -d)
socket=newsmark-$$

export XDG_CONFIG_HOME="$scratch/config" XDG_STATE_HOME="$scratch/state"
export XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="$scratch/cache"
package="$XDG_DATA_HOME/nvim/site/pack/newsmark/start"
mkdir -p "$package"
ln -s "$root/editors/neovim" "$package/newsmark"
mkdir -p "$XDG_DATA_HOME/nvim/site/parser"
cp "$grammar" "$XDG_DATA_HOME/nvim/site/parser/newsmark.so"
PATH="$(dirname "$newsmark"):$PATH"
export PATH
cd "$root/fixtures/articles"

processes=()
finish() {
  tmux -L "$socket" kill-server 2>/dev/null || true
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap finish EXIT

keys() { tmux -L "$socket" send-keys "$@"; }

wait_for() {
  for _ in $(seq 200); do
    tmux -L "$socket" capture-pane -p 2>/dev/null | grep -qF "$1" && return
    sleep 0.05
  done
  tmux -L "$socket" capture-pane -p >&2 || true
  echo "not on the screen: $1" >&2
  exit 1
}

mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 986x430x24 -nolisten tcp 3<>"$scratch/display" >/dev/null 2>&1 &
processes+=($!)
read -r number < "$scratch/display"
export DISPLAY=":$number"

xterm -geometry 108x22+0+0 -fa 'DejaVu Sans Mono' -fs 11 -bg '#14161b' -fg '#e0e2ea' -b 4 \
  -e "tmux -L $socket -f /dev/null set -g status off ';' set -ag terminal-overrides ',*:RGB' ';' new-session \
    'COLORTERM=truecolor $nvim -i NONE -u $here/init.lua -c \"set nospell\" ferry.news'" 2>/dev/null &
processes+=($!)

wait_for 'headline says 4.6 million'
keys '/422,000' Enter
keys ':nohlsearch' Enter K
wait_for 'the words allow 421,500'
sleep 0.3
import -window root -strip -define png:compression-level=9 "$scratch/all.png"
convert "$scratch/all.png" -colors 128 "$picture"
