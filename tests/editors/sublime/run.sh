#!/usr/bin/env bash
# Sublime Text's colours, as another program with an engine for its syntax files gives them: each of these words has
# another colour than the prose around it.
# Usage: run.sh BAT
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
bat=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export BAT_CACHE_PATH=$scratch/cache BAT_CONFIG_PATH=$scratch/none
mkdir -p "$scratch/syntaxes"
cp "$root/editors/sublime/Newsmark.sublime-syntax" "$scratch/syntaxes/"
"$bat" cache --build --source "$scratch" --target "$BAT_CACHE_PATH" > "$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
"$bat" --list-languages | grep -q '^Newsmark:news' || { cat "$scratch/log"; echo 'FAIL  the syntax file is not one'; exit 1; }

# The colours of a text: each stretch on a line of its own, behind its colour.
stretches() { printf "$1\n" | "$bat" -p -l Newsmark --color=always --theme='Monokai Extended' | sed 's/\x1b\[0m/\n/g; s/\x1b\[/\n/g'; }
coloured() { # WORDS TEXT
  local colour prose
  prose=$(stretches 'prose' | grep prose | cut -dm -f1)
  colour=$(stretches "$2" | grep -F -- "$1" | head -n 1 | cut -dm -f1)
  if [ -z "$colour" ] || [ "$colour" = "$prose" ]; then
    stretches "$2"
    echo "FAIL  $1 has no colour of its own in: $2"
    exit 1
  fi
  echo "ok    $1 in: $2"
}
coloured 'Ferry fares' '# Ferry fares rise'
coloured 'Who pays' '## Who pays'
coloured '14.8 percent' 'It rose 14.8 percent.'
coloured '[^port]' 'It rose.[^port]'
coloured 'port' '[^port]: Northport Harbour, 2025'
coloured '12' 'It rose by [12](#riders).'
coloured 'We sold it' 'x “We sold it,” she said.'
coloured 'Ines Marlow' '> — Ines Marlow, port director'
coloured 'Correction' '> **Correction (2025-03-06):** less'
coloured 'ask the port' '<!-- ask the port -->'
coloured 'part-sum' '<!-- ok: part-sum "rounded" -->'
coloured 'https://port.example' 'See https://port.example/a'
coloured 'bold' 'a **bold** c'
coloured '12 boats' '```sh\n12 boats\n```'
coloured 'slug' '\x2d--\nslug: ferry\n---'
