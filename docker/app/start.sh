#!/bin/sh
# Starts the server in its container, by its own settings and these:
#   MEDIA_PORTS        the media ports, one for each worker, such as 40000-40003
#   TURN_SECRET_FILE   where the secret that is shared with coturn is kept when TURN_SECRET gives none; made at the first start
set -eu

if [ -n "${MEDIA_PORTS:-}" ]; then
  export MEDIA_PORT="${MEDIA_PORTS%-*}"
  export WORKERS="$((${MEDIA_PORTS#*-} - MEDIA_PORT + 1))"
fi

if [ -z "${TURN_SECRET:-}" ] && [ -n "${TURN_SECRET_FILE:-}" ]; then
  if [ ! -s "$TURN_SECRET_FILE" ]; then
    # Whole or not at all, and for this user alone.
    (
      umask 077
      head -c 32 /dev/urandom | base64 >"$TURN_SECRET_FILE.new"
      mv "$TURN_SECRET_FILE.new" "$TURN_SECRET_FILE"
    )
  fi
  TURN_SECRET=$(cat "$TURN_SECRET_FILE")
  export TURN_SECRET
fi

exec node src/main.ts
