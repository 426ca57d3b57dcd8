#!/usr/bin/env bash
# Kate's colours, as the engine that it uses gives them, without Kate itself.
# Usage: run.sh KATE_SYNTAX_HIGHLIGHTER
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
highlighter=$1
export XDG_DATA_HOME
XDG_DATA_HOME=$(mktemp -d)
trap 'rm -rf "$XDG_DATA_HOME"' EXIT
mkdir -p "$XDG_DATA_HOME/org.kde.syntax-highlighting/syntax"
cp "$root/editors/kate/newsmark.xml" "$XDG_DATA_HOME/org.kde.syntax-highlighting/syntax/"

# The names of the formats in a text, below its own lines.
trace() {
  "$highlighter" -s Newsmark -f ansi --syntax-trace format "$1" 2> "$XDG_DATA_HOME/log" | sed 's/\x1b\[[0-9;]*[mK]//g'
  # What is wrong with the file is only said, not answered with an exit code.
  if [ -s "$XDG_DATA_HOME/log" ]; then cat "$XDG_DATA_HOME/log" >&2; return 1; fi
}
gives() { # FORMAT TEXT
  printf "$2\n" > "$XDG_DATA_HOME/a.news"
  trace "$XDG_DATA_HOME/a.news" > "$XDG_DATA_HOME/trace"
  # The text comes first and may hold the same word.
  grep -vxF -e "$(printf "$2")" "$XDG_DATA_HOME/trace" | grep -qE "(^| )$1( |\$)" || {
    cat "$XDG_DATA_HOME/trace"
    echo "FAIL  $2 has no $1"
    exit 1
  }
  echo "ok    $2 has $1"
}
gives Headline '# Ferry fares rise'
gives Subhead '## Who pays'
gives Figure 'It rose 14.8 percent.'
gives Source 'It rose.[^port]'
gives Source '[^port]: Northport Harbour, 2025'
gives Name 'It rose by [12](#riders).'
gives Quote 'x “We sold it,” she said.'
gives Speaker '> — Ines Marlow, port director'
gives Label '> **Correction (2025-03-06):** less'
gives Note '<!-- ask the port -->'
gives Switch-off '<!-- ok: part-sum "rounded" -->'
gives Placeholder 'It carried TK people.'
gives Address 'See https://port.example/a'
gives Strong 'a **b** c'
gives Emphasis 'a *b* c'
gives Mark '* * *'
gives Mark '(END)'
gives Code '```sh\n12 boats\n```'
gives Key '\x2d--\nslug: ferry\n---'
