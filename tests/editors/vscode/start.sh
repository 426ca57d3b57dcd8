# Starts VS Code as a server, on this machine only, and stops it at the end. Sourced.

# Sets PORT. With VSCODE_CLI the extension host keeps this PATH, and does not take that of a login shell.
start_workbench() { # CODE_SERVER LOG ARGUMENT...
  local code_server=$1 log=$2 attempt
  PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  export PORT
  VSCODE_CLI=1 "$code_server" --auth none --bind-addr "127.0.0.1:$PORT" --disable-telemetry --disable-update-check "${@:3}" > "$log" 2>&1 &
  workbench=$!
  trap 'kill "$workbench" 2>/dev/null || true' EXIT
  for attempt in $(seq 300); do
    curl -sf -o /dev/null "http://127.0.0.1:$PORT/healthz" && return
    sleep 0.1
  done
  cat "$log" >&2
  exit 1
}
