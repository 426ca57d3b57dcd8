# What docs/editors.md tells people to type, so that it can be tried as it stands. Sourced.

# The code under the line that ends so.
from_docs() { # END OF LINE
  local page code
  page=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/docs/editors.md
  code=$(awk -v line="$1" 'found && /^```/ { if (inside) exit; inside = 1; next } inside { print }
    substr($0, length($0) - length(line) + 1) == line { found = 1 }' "$page")
  [ -n "$code" ] || { echo "docs/editors.md has no code after: $1" >&2; exit 1; }
  printf '%s\n' "$code"
}
