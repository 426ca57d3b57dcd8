#!/usr/bin/env bash
# The grammar: what is generated is what grammar.js says, its own tests, its queries, and the same shape as Newsmark's own
# reader sees in every fixture.
# Usage: run.sh TREE_SITTER PYTHON SHAPES LIBRARY. SHAPES is the program that writes shapes; leaves LIBRARY.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
tree_sitter=$1 python=$2 shapes=$3 library=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME="$scratch/cache" XDG_CONFIG_HOME="$scratch/config"

say() { echo "ok    $*"; }

cp -r "$root/editors/tree-sitter-newsmark" "$scratch/grammar"
cd "$scratch/grammar"
"$tree_sitter" generate --abi 14
for file in parser.c grammar.json node-types.json; do
  cmp "src/$file" "$root/editors/tree-sitter-newsmark/src/$file" || {
    echo "FAIL  src/$file is not what grammar.js says; run tree-sitter generate --abi 14"
    exit 1
  }
done
say 'the parser is what grammar.js says'

"$tree_sitter" test > "$scratch/test.log" 2>&1 || { cat "$scratch/test.log"; exit 1; }
say "its own tests: $(grep -o 'successful parses: [0-9]*' "$scratch/test.log")"

for queries in "$root"/editors/{tree-sitter-newsmark,neovim,helix/runtime,zed/languages}/; do
  find "$queries" -name '*.scm' -not -path '*/node_modules/*'
done > "$scratch/queries"
while read -r query; do
  "$tree_sitter" query "$query" "$root/fixtures/articles/every-mark.news" > "$scratch/captures" 2>&1 || {
    cat "$scratch/captures"
    echo "FAIL  $query"
    exit 1
  }
done < "$scratch/queries"
say "$(wc -l < "$scratch/queries") files of queries fit the grammar"
for name in highlights injections folds; do
  cmp "$root/editors/tree-sitter-newsmark/queries/$name.scm" "$root/editors/neovim/queries/newsmark/$name.scm"
done

"$root/editors/tree-sitter-newsmark/build" "$library"
"$shapes" > "$scratch/shapes.jsonl"
"$python" -W ignore "$here/compare.py" "$library" "$scratch/shapes.jsonl"
