#!/usr/bin/env bash
# Runs a script of this folder on SQLite or on PostgreSQL: the server of PGHOST, else a throw-away one.
# Usage: ondatabase.sh SCRIPT sqlite|postgresql PELORUS_CLI SAMPLES WORK_DIR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
script=$here/$1 engine=$2
shift 2
if [ "$engine" = sqlite ]; then
    exec python3 -B "$script" "$@" sqlite
fi
if [ -z "${PGHOST:-}" ]; then
    # pg_virtualenv refuses to be root's, so the cluster is made by hand.
    bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | tail -n 1)
    folder=$(mktemp -d /tmp/pelorus-pg-XXXXXX)
    as=()
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$folder"
        as=(runuser -u postgres --)
    fi
    "${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust --no-sync >/dev/null
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
        -o "-c listen_addresses='' -c fsync=off -k $folder" start >/dev/null
    trap '"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null; rm -rf "$folder"' EXIT
    export PGHOST=$folder PGUSER=postgres PGPORT=5432
fi
name=pelorus_script_$$
psql -q -d postgres -c "CREATE DATABASE $name"
status=0
python3 -B "$script" "$@" \
    "postgresql://${PGUSER:-postgres}@/$name?host=$PGHOST&port=${PGPORT:-5432}" || status=$?
psql -q -d postgres -c "DROP DATABASE $name WITH (FORCE)"
exit $status
