#!/usr/bin/env bash
# Serves VS Code with the extension in a profile of its own, on this machine only, and runs a command meanwhile.
# Usage: serve.sh CODE_SERVER VSIX NEWSMARK SCRATCH COMMAND...
# The command finds PORT, SCRATCH and its folders `articles`, `ledger`, `missing` and `bin` (with newsmark) in the environment.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
source "$here/start.sh"
code_server=$1 vsix=$2 newsmark=$3
export SCRATCH=$4
shift 4

rm -rf "$SCRATCH"
mkdir -p "$SCRATCH"/{bin,home,profile/User,extensions,articles,ledger,missing/.vscode}
cp "$here/settings.json" "$SCRATCH/profile/User/settings.json"
# The server lies on the PATH under its own name, as it does when it is installed.
ln -s "$newsmark" "$SCRATCH/bin/newsmark"
cp "$root/fixtures/articles/ferry.news" "$SCRATCH/articles/"
printf '# Library lends 12 million books\n\nThe city library lent 14 million books in 2024, it said.\n' > "$SCRATCH/articles/library.news"
cp "$SCRATCH/articles/library.news" "$SCRATCH/articles/notes.md"
cp "$root/tests/editors/ledger.news" "$SCRATCH/ledger/"
: > "$SCRATCH/ledger/draft.news"
cp "$root/fixtures/articles/ferry.news" "$SCRATCH/missing/"
printf '{ "newsmark.server.path": "%s/no-such-newsmark" }\n' "$SCRATCH" > "$SCRATCH/missing/.vscode/settings.json"

export PATH="$SCRATCH/bin:$PATH" HOME="$SCRATCH/home" XDG_CONFIG_HOME="$SCRATCH/config" XDG_DATA_HOME="$SCRATCH/data"
profile=(--user-data-dir "$SCRATCH/profile" --extensions-dir "$SCRATCH/extensions")

"$code_server" "${profile[@]}" --install-extension "$vsix" > "$SCRATCH/install.log" 2>&1 || { cat "$SCRATCH/install.log" >&2; exit 1; }
start_workbench "$code_server" "$SCRATCH/server.log" "${profile[@]}" --disable-workspace-trust --disable-getting-started-override \
  "$SCRATCH/articles"
"$@"
