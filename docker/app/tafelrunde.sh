#!/bin/sh
# The admin CLI in a container, with the settings that the server there has.
set -eu
. /app/docker/app/environment.sh
exec node /app/src/cli/tafelrunde.mjs "$@"
