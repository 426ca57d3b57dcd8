#!/usr/bin/env bash
# Drives the server with clients that others wrote: the protocol modules of VS Code (npm), and pytest-lsp (PyPI)
# with what Neovim, VS Code and Emacs say they can do. Installs them below target/editors; skips what cannot be fetched.
# NEWSMARK is the program to try; without it, the release build.
set -euo pipefail
source "$(dirname "$0")/../editors/common.sh"
here=$root/tests/clients

if [ -z "${NEWSMARK:-}" ]; then
  (cd "$root" && cargo build --release -p newsmark --locked)
  NEWSMARK=$target/release/newsmark
fi
NEWSMARK=$(realpath "$NEWSMARK")
export NEWSMARK

check_vscode_protocol() {
  step 'the protocol modules of VS Code'
  mkdir -p "$work/protocol"
  echo '{"private":true}' > "$work/protocol/package.json"
  fetch vscode-languageserver-protocol npm install --prefix "$work/protocol" --ignore-scripts --no-audit --no-fund \
    vscode-languageserver-protocol@3.17.5 || return 0
  NODE_PATH=$work/protocol/node_modules timeout 120 node "$here/protocol.cjs"
}

check_pytest_lsp() {
  step 'pytest-lsp as Neovim, VS Code and Emacs'
  python_packages pytest-lsp pytest pytest-lsp==1.0.1 || return 0
  PYTHONDONTWRITEBYTECODE=1 timeout 120 "$work/pytest-lsp/bin/python" -W ignore -m pytest -q -p no:cacheprovider -o asyncio_mode=auto "$here/test_server.py"
}

check_vscode_protocol
check_pytest_lsp
