#!/usr/bin/env bash
# Programs from another Debian suite than the system's own, by a configuration of apt's that is ours: neither the
# system's sources nor its lists are changed.
#
# Usage: debian-suite.sh SUITE FOLDER unpack PROGRAM PACKAGE...
#          unpacks packages and all they need below FOLDER/root; FOLDER/bin/NAME runs PROGRAM with their libraries
#        debian-suite.sh SUITE FOLDER install PACKAGE...
#          installs packages on the system, for suites that are made for it (backports)
set -euo pipefail
suite=$1
mkdir -p "$2"
cd "$2"
folder=$PWD
how=$3
shift 3

mkdir -p apt/sources apt/lists/partial apt/cache/archives/partial
system=/etc/apt/sources.list.d/debian.sources
[ -e "$system" ] || { echo "Failed to fetch: there is no $system to learn the address of the archive from" >&2; exit 1; }
# Its first paragraph is that of the archive, which has all suites; the next one is of security updates.
sed '/^$/,$d' "$system" | sed "s/^Suites:.*/Suites: $suite/" > apt/sources/other.sources
if [ "$how" = install ]; then cp "$system" apt/sources/; fi
options=(-o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$folder/apt/sources"
  -o "Dir::State::lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache")
apt-get "${options[@]}" update -q

if [ "$how" = install ]; then
  apt-get "${options[@]}" install -y -q --no-install-recommends -t "$suite" "$@"
  exit
fi

program=$1
shift
mkdir -p root bin packages
cd packages
no=(--no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances)
needed=$(apt-cache "${options[@]}" depends --recurse "${no[@]}" "$@" | grep -E '^[a-z0-9]' |
  grep -vE '^(debconf|dpkg|cdebconf|perl|python|tar|install-info|gcc-[0-9]*-base)' | sort -u)
# Some of these names stand for a choice of packages and cannot be downloaded; what is really missing shows below.
for package in $needed; do echo "$package"; done | xargs apt-get "${options[@]}" download || true
for package in *.deb; do dpkg -x "$package" ../root; done

libraries=$(echo "$folder"/root/usr/lib/*-linux-gnu*)
loader=$(find "$libraries" -maxdepth 1 -name 'ld-linux-*' | head -n 1)
name=$(basename "$program")
printf '#!/bin/sh\nexec %s --library-path %s %s/root%s "$@"\n' "$loader" "$libraries" "$folder" "$program" > "$folder/bin/$name"
chmod +x "$folder/bin/$name"
"$folder/bin/$name" --version
