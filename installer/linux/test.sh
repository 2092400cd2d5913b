#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests: on SQLite, on a throw-away PostgreSQL, with the
# real Chromium. Usage: test.sh [ctest arguments]; without any, everything but the soak label, and the
# fuzz targets.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
build dev all

if [ $# -eq 0 ]; then
    build fuzz fuzz_targets
    say "Feeding the readers with what nobody would write (20 s each)"
    ctest --preset fuzz || die "a reader broke a promise; its output stands above, the input in build/fuzz/tests/fuzz/found."
fi

say "Testing (SQLite, a throw-away PostgreSQL, real Chromium)"
cd "$root"
[ $# -gt 0 ] || set -- --label-exclude soak
test_command=(ctest --test-dir build/dev --output-on-failure --no-tests=error -j2 "$@")
# pg_virtualenv refuses to run as root without being told which user the cluster belongs to; it makes
# the cluster, sets PGHOST and PGPORT, and drops it at the end.
trap - ERR
pg_virtualenv -t -o fsync=off "${test_command[@]}" || die "a test failed; its output stands above, the rest in build/dev/Testing."
