# The settings of a container, for the server and for its commands alike: the server's own, and these:
#   MEDIA_PORTS        the media ports, one for each worker, such as 40000-40003
#   TURN_SECRET_FILE   where the secret that is shared with coturn is kept when TURN_SECRET gives none

if [ -n "${MEDIA_PORTS:-}" ]; then
  export MEDIA_PORT="${MEDIA_PORTS%-*}"
  export WORKERS="$((${MEDIA_PORTS#*-} - MEDIA_PORT + 1))"
fi

if [ -z "${TURN_SECRET:-}" ] && [ -s "${TURN_SECRET_FILE:-}" ]; then
  TURN_SECRET=$(cat "$TURN_SECRET_FILE")
  export TURN_SECRET
fi
