#!/usr/bin/env bash
# Helix in a terminal of its own: a finding, a hover, the outline. It has no mode without a screen.
# Usage: run.sh HX RUNTIME NEWSMARK. Needs tmux and a C compiler, with which Helix builds the grammar itself.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
source "$here/../docs.sh"
hx=$1 runtime=$2
newsmark=$(realpath "$3")
scratch=$(mktemp -d)
socket=newsmark-$$
finish() {
  tmux -L "$socket" kill-server 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

# A home of its own, set up as docs/editors.md says.
export HOME=$scratch
unset XDG_CONFIG_HOME XDG_CACHE_HOME
config=$HOME/.config/helix
mkdir -p "$scratch/bin"
printf '#!/bin/sh\nHELIX_RUNTIME=%s exec %s "$@"\n' "$runtime" "$hx" > "$scratch/bin/hx" && chmod +x "$scratch/bin/hx"
ln -s "$newsmark" "$scratch/bin/newsmark"
export PATH="$scratch/bin:$PATH"
(cd "$root" && bash -eu -c "$(from_docs 'with a C compiler for the grammar:')") > "$scratch/health.log" 2>&1 || { cat "$scratch/health.log"; exit 1; }
for part in 'Tree-sitter parser: .*✓' 'Highlight queries: .*✓' 'Textobject queries: .*✓' '✓.* newsmark: '; do
  grep -qE "$part" "$scratch/health.log" || { cat "$scratch/health.log"; echo "FAIL  hx --health newsmark: no $part"; exit 1; }
done
echo 'ok    as the manual says, hx --health newsmark finds server, grammar and queries'
rm "$config/runtime/grammars/newsmark.so"
# It builds whatever is in its list, so the list has this one alone.
cp "$config/languages.toml" "$scratch/languages.toml"
printf 'use-grammars = { only = ["newsmark"] }\n' | cat - "$scratch/languages.toml" > "$config/languages.toml"
hx --grammar build > "$scratch/build.log" 2>&1 || { cat "$scratch/build.log"; exit 1; }
[ -s "$config/runtime/grammars/newsmark.so" ] || { cat "$scratch/build.log"; echo 'FAIL  hx --grammar build leaves no grammar'; exit 1; }
echo 'ok    hx --grammar build builds the grammar'
printf '[editor]\nend-of-line-diagnostics = "hint"\n[editor.inline-diagnostics]\ncursor-line = "warning"\n' > "$config/config.toml"
cp "$root/fixtures/articles/ferry.news" "$scratch/"

tmux -L "$socket" -f /dev/null new-session -d -x 110 -y 34 \
  "env TERM=tmux-256color COLORTERM=truecolor PATH=$PATH HOME=$HOME hx $scratch/ferry.news"
keys() { tmux -L "$socket" send-keys "$@"; sleep 0.2; }
sees() { # WORDS WHAT
  for _ in $(seq 200); do
    if tmux -L "$socket" capture-pane -p | grep -qF "$1"; then
      echo "ok    $2"
      return
    fi
    sleep 0.05
  done
  tmux -L "$socket" capture-pane -p
  tail -n 20 "$HOME/.cache/helix/helix.log" 2>/dev/null || true
  echo "FAIL  $2"
  exit 1
}

sees 'headline says 4.6 million riders' 'a finding stands in the text'
colour_of() { tmux -L "$socket" capture-pane -e -p | grep -oE '\[38;2;[0-9;]+m'"$1" | head -n 1 | cut -dm -f1; }
headline=$(colour_of Harbour) prose=$(colour_of PORT)
[ -n "$headline" ] && [ "$headline" != "$prose" ] || { echo 'FAIL  the headline has no colour of its own'; exit 1; }
echo 'ok    the headline has its colour'
figure=$(colour_of 4.2)
[ -n "$figure" ] && [ "$figure" != "$prose" ] && [ "$figure" != "$headline" ] || { echo 'FAIL  a figure has no colour of its own'; exit 1; }
echo 'ok    and so has a figure'
keys / '422,000' Enter
keys Space k
sees 'a difference of' 'Space k shows what was understood'
keys Escape
keys Space s
sees '4.2 million riders' 'Space s has the figures'
keys Escape
keys / '19.4 percent' Enter
keys Space a
sees 'change 19.4 percent to 24.1 percent' 'Space a offers the fix'
keys Enter
keys Escape
keys ':w' Enter
for _ in $(seq 50); do grep -qF 'rose 24.1 percent from' "$scratch/ferry.news" && break; sleep 0.1; done
grep -qF 'rose 24.1 percent from' "$scratch/ferry.news" || { echo 'FAIL  the fix is not made'; exit 1; }
echo 'ok    and makes it'

# Helix never starts a server again by itself. What is written meanwhile must be known to the next one.
pane=$(tmux -L "$socket" display -p '#{pane_pid}')
kill -KILL "$(pgrep -x newsmark -P "$pane")"
keys ge o Enter 'The fares rose 10 percent from 200 to 240 crowns.' Escape
keys ':lsp-restart' Enter
sees 'from 200 to 240 is 20%' 'after a kill, :lsp-restart brings another server, which knows what was written meanwhile'
from_docs 'Settings go under the server:' >> "$config/languages.toml"
keys ':config-reload' Enter
keys ':lsp-restart' Enter
# The findings go and come again; the one that is switched off does not.
is_friday() { tmux -L "$socket" capture-pane -p | grep -qF 'is a Friday'; }
for _ in $(seq 100); do is_friday || break; sleep 0.05; done
sees 'from 200 to 240 is 20%' 'with other settings the server is started again'
! is_friday || { echo 'FAIL  a rule that is switched off goes on'; exit 1; }
echo 'ok    and a rule that is switched off is silent'
