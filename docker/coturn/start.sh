#!/bin/sh
# Starts coturn with what belongs to this installation:
#   TURN_NAME      the name it is found by; its realm
#   TURN_SECRET    as in the server's settings, whatever is in it; without it TURN_SECRET_FILE, where the server keeps it
#   TURN_LISTEN    the address on which it listens
#   TURN_RELAY     the address from which it relays
#   TURN_PEER      the one address that it relays to: the server's media address
#   TURN_PROXIED   the port on which haproxy hands over
set -eu
umask 077

if [ -z "${TURN_SECRET:-}" ]; then TURN_SECRET=$(cat "${TURN_SECRET_FILE:?}"); fi
: "${TURN_NAME:?}" "${TURN_SECRET:?}" "${TURN_LISTEN:?}" "${TURN_RELAY:?}" "${TURN_PEER:?}"
here=$(dirname "$0")
settings=${TURN_RUN_DIR:-/run/coturn}/turnserver.conf

# Into a file that is its own: on a command line every process of the machine could read the secret.
{
  cat "$here/turnserver.conf"
  printf 'realm=%s\n' "$TURN_NAME"
  printf 'static-auth-secret=%s\n' "$TURN_SECRET"
  printf 'listening-ip=%s\n' "$TURN_LISTEN"
  printf 'relay-ip=%s\n' "$TURN_RELAY"
  printf 'allowed-peer-ip=%s\n' "$TURN_PEER"
  printf 'tcp-proxy-port=%s\n' "${TURN_PROXIED:-3480}"
} >"$settings"

exec turnserver -c "$settings"
