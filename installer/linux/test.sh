#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests: on SQLite, on a throw-away PostgreSQL, with the
# real Chromium. Usage: test.sh [ctest arguments]; without any, everything but the soak label.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
build dev all

say "Testing (SQLite, a throw-away PostgreSQL, real Chromium)"
cd "$root"
[ $# -gt 0 ] || set -- --label-exclude soak
test_command=(ctest --test-dir build/dev --output-on-failure --no-tests=error -j2 "$@")
# pg_virtualenv refuses to run as root without being told which user the cluster belongs to; it makes
# the cluster, sets PGHOST and PGPORT, and drops it at the end.
trap - ERR
pg_virtualenv -t -o fsync=off "${test_command[@]}" || die "a test failed; its output stands above, the rest in build/dev/Testing."
