#!/bin/sh
# Starts the server in its container. At the first start it makes the secret that is shared with coturn, where TURN_SECRET
# gives none.
set -eu

if [ -z "${TURN_SECRET:-}" ] && [ -n "${TURN_SECRET_FILE:-}" ] && [ ! -s "$TURN_SECRET_FILE" ]; then
  # Whole or not at all, and for this user alone.
  (
    umask 077
    head -c 32 /dev/urandom | base64 >"$TURN_SECRET_FILE.new"
    mv "$TURN_SECRET_FILE.new" "$TURN_SECRET_FILE"
  )
fi

. "${0%/*}/environment.sh"
exec node src/main.ts
