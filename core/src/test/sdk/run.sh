#!/bin/sh
# Checks Keywheel with OpenAI's and Groq's clients for Node (20 or later, and npm; no part of the build): installs them in a folder of its own, starts what they need, stops it all.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=$(CDPATH='' cd -- "$here/../../../.." && pwd -P)
work=$(mktemp -d)
provider=''
sidecar=''

stop() {
  for process in $sidecar $provider; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

# What the first line of file $1 that matches $2 says at that place, once it is there.
said() {
  tries=0
  while [ "$tries" -lt 150 ]; do
    found=$(sed -n "s|$2|\\1|p" "$1" 2>/dev/null | head -n 1)
    [ -z "$found" ] || { printf '%s' "$found"; return; }
    tries=$((tries + 1))
    sleep 0.2
  done
  echo "nothing was said in $1:" >&2
  cat "$1" >&2
  return 1
}

export KEYWHEEL_ARCHIVE=off
"$home/keywheel" --version
cp "$here/package.json" "$here/run.mjs" "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)

java -cp "$home/core/target/keywheel.jar" "$here/Stage.java" >"$work/provider.log" 2>&1 &
provider=$!
upstream=$(said "$work/provider.log" '^provider \(.*\)$')

cd "$work"
GROQ_API_KEY=gsk_fake_sdk_check_one GROQ_API_KEY_FALLBACK=gsk_fake_sdk_check_two \
  KEYWHEEL_GROQ_BASE_URL=$upstream KEYWHEEL_PORT=0 KEYWHEEL_ADMIN_PORT=0 KEYWHEEL_PATIENCE=0 KEYWHEEL_DATA_DIR=$work/data \
  "$home/keywheel" serve >"$work/sidecar.log" 2>&1 &
sidecar=$!
base=$(said "$work/sidecar.log" '.*Listening on \(http://[^ ]*\) (applications).*')

node run.mjs "$base"
