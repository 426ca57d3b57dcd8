#!/usr/bin/env bash
# Helix in a terminal of its own: a finding, a hover, the outline. It has no mode without a screen.
# Usage: run.sh HX RUNTIME NEWSMARK. Needs tmux and a C compiler, with which Helix builds the grammar itself.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
hx=$1 runtime=$2
newsmark=$(realpath "$3")
scratch=$(mktemp -d)
socket=newsmark-$$
finish() {
  tmux -L "$socket" kill-server 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

# As docs/editors.md says.
mkdir -p "$scratch/helix"
sed "s|NEWSMARK|$root|" "$root/editors/helix/languages.toml" > "$scratch/helix/languages.toml"
cp -r "$root/editors/helix/runtime" "$scratch/helix/"
mkdir "$scratch/helix/runtime/grammars"
# It builds whatever is in its list, so the list has this one alone.
printf 'use-grammars = { only = ["newsmark"] }\n' | cat - "$scratch/helix/languages.toml" > "$scratch/languages.toml"
mv "$scratch/languages.toml" "$scratch/helix/languages.toml"
helix() { env XDG_CONFIG_HOME="$scratch" XDG_CACHE_HOME="$scratch" HELIX_RUNTIME="$runtime" PATH="$(dirname "$newsmark"):$PATH" "$hx" "$@"; }
helix --grammar build > "$scratch/build.log" 2>&1 || { cat "$scratch/build.log"; exit 1; }
[ -s "$scratch/helix/runtime/grammars/newsmark.so" ] || { cat "$scratch/build.log"; echo 'FAIL  hx --grammar build leaves no grammar'; exit 1; }
echo 'ok    hx --grammar build builds the grammar'
helix --health newsmark > "$scratch/health.log" 2>&1
for part in 'Tree-sitter parser: .*✓' 'Highlight queries: .*✓' 'Textobject queries: .*✓' '✓.* newsmark: '; do
  grep -qE "$part" "$scratch/health.log" || { cat "$scratch/health.log"; echo "FAIL  hx --health newsmark: no $part"; exit 1; }
done
echo 'ok    hx --health newsmark finds server, grammar and queries'
printf '[editor]\nend-of-line-diagnostics = "hint"\n[editor.inline-diagnostics]\ncursor-line = "warning"\n' > "$scratch/helix/config.toml"
cp "$root/fixtures/articles/ferry.news" "$scratch/"

tmux -L "$socket" -f /dev/null new-session -d -x 110 -y 34 \
  "env TERM=tmux-256color COLORTERM=truecolor PATH=$(dirname "$newsmark"):$PATH XDG_CONFIG_HOME=$scratch XDG_CACHE_HOME=$scratch \
  HELIX_RUNTIME=$runtime $hx $scratch/ferry.news"
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
  cat "$scratch/helix/helix.log" 2>/dev/null || true
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
grep -qF 'rose 24.1 percent from' "$scratch/ferry.news" && echo 'ok    and makes it'
