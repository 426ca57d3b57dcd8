#!/usr/bin/env bash
# Serves VS Code with the extension in a profile of its own, on this machine only, and runs a command meanwhile.
# Usage: serve.sh CODE_SERVER VSIX NEWSMARK SCRATCH COMMAND...
# The command finds PORT, SCRATCH and its folders `articles`, `ledger`, `missing` and `bin` (with newsmark) in the environment.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
code_server=$1 vsix=$2 newsmark=$3
export SCRATCH=$4
shift 4

rm -rf "$SCRATCH"
mkdir -p "$SCRATCH"/{bin,profile/User,extensions,articles,ledger,missing/.vscode}
cp "$here/settings.json" "$SCRATCH/profile/User/settings.json"
# The server lies on the PATH under its own name, as it does when it is installed.
ln -s "$newsmark" "$SCRATCH/bin/newsmark"
cp "$root/fixtures/articles/ferry.news" "$SCRATCH/articles/"
printf '# Library lends 12 million books\n\nThe city library lent 14 million books in 2024, it said.\n' > "$SCRATCH/articles/library.news"
cp "$SCRATCH/articles/library.news" "$SCRATCH/articles/notes.md"
cp "$root/tests/editors/ledger.news" "$SCRATCH/ledger/"
cp "$root/fixtures/articles/ferry.news" "$SCRATCH/missing/"
printf '{ "newsmark.server.path": "%s/no-such-newsmark" }\n' "$SCRATCH" > "$SCRATCH/missing/.vscode/settings.json"

PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# With VSCODE_CLI the extension host keeps this PATH, and does not take that of a login shell.
export PORT PATH="$SCRATCH/bin:$PATH" VSCODE_CLI=1 XDG_CONFIG_HOME="$SCRATCH/config" XDG_DATA_HOME="$SCRATCH/data"
profile=(--user-data-dir "$SCRATCH/profile" --extensions-dir "$SCRATCH/extensions")

"$code_server" "${profile[@]}" --install-extension "$vsix" > "$SCRATCH/install.log" 2>&1 || { cat "$SCRATCH/install.log" >&2; exit 1; }
"$code_server" "${profile[@]}" --auth none --bind-addr "127.0.0.1:$PORT" --disable-telemetry --disable-update-check \
  --disable-workspace-trust --disable-getting-started-override "$SCRATCH/articles" > "$SCRATCH/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for attempt in $(seq 300); do
  curl -sf -o /dev/null "http://127.0.0.1:$PORT/healthz" && break
  [ "$attempt" -lt 300 ] || { cat "$SCRATCH/server.log" >&2; exit 1; }
  sleep 0.1
done
"$@"
