#!/usr/bin/env bash
# Cross-builds everything for Windows with MinGW and runs the tests under Wine: on SQLite and on a
# throw-away PostgreSQL. Needs the Windows SDK (README.md here says what it holds), as an archive or
# an unpacked folder. Usage: crosscheck.sh [SDK [ctest arguments]]; the SDK may stand in
# PELORUS_WINDOWS_SDK instead. Ends with 77 when no SDK is given.
source "$(dirname "${BASH_SOURCE[0]}")/../linux/common.sh"

sdk=${1:-${PELORUS_WINDOWS_SDK:-}}
[ $# -eq 0 ] || shift
if [ -z "$sdk" ]; then
    echo "Nothing was checked: give the Windows SDK's archive as the first argument or in PELORUS_WINDOWS_SDK."
    exit 77
fi
[ -e "$sdk" ] || die "there is no Windows SDK at $sdk."
sdk=$(realpath "$sdk")
build=$root/build/windows

install_missing g++-mingw-w64-x86-64-posix qt6-base-dev qt6-base-dev-tools qt6-tools-dev \
    qt6-tools-dev-tools qt6-l10n-tools libgl-dev libvulkan-dev cmake ninja-build pkg-config ccache \
    python3 wine wine64 xvfb xauth xz-utils postgresql postgresql-common

mkdir -p "$build"
if [ -f "$sdk" ]; then
    if [ ! "$build/sdk.stamp" -nt "$sdk" ]; then
        say "Unpacking the Windows SDK"
        rm -rf "$build/sdk"
        mkdir "$build/sdk"
        tar -xf "$sdk" -C "$build/sdk" --strip-components=1
        touch "$build/sdk.stamp"
    fi
    sdk=$build/sdk
fi
[ -f "$sdk/toolchain-mingw64.cmake" ] || die "$sdk holds no toolchain-mingw64.cmake, so it is not the Windows SDK."

say "Building for Windows (the first time takes some minutes)"
cmake --fresh -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_TOOLCHAIN_FILE="$sdk/toolchain-mingw64.cmake" >"$build/configure.log" 2>&1 \
    || { tail -n 20 "$build/configure.log"; die "cmake could not configure the build."; }
cmake --build "$build" >"$build/build.log" 2>&1 \
    || { grep -E -A5 'error|FAILED' "$build/build.log" | head -n 40; die "the sources did not compile for Windows; all of it stands in build/windows/build.log."; }

say "Starting Wine (a new prefix takes half a minute)"
export WINEPREFIX=$build/wine WINEDEBUG=-all QT_QPA_PLATFORM=offscreen
# Wine without a display makes no window that could be active, not even for Qt's offscreen platform.
start_display "$build"
# One program stays open meanwhile: Wine's services live as long as any, and would hold the output of
# the test that starts them open for a minute.
rm -f "$build/hold"
mkfifo "$build/hold"
exec 9<>"$build/hold"
"$sdk/run-wine.sh" cmd /q <"$build/hold" >"$build/wine.log" 2>&1 9>&- &
trap 'wineserver -k 2>/dev/null || true; kill "$display_pid" 2>/dev/null || true' EXIT
"$sdk/run-wine.sh" "$build/pelorus-cli.exe" --help 2>>"$build/wine.log" >"$build/help.txt" </dev/null \
    && grep -q 'bulk create' "$build/help.txt" \
    || die "pelorus-cli.exe did not start under Wine; see build/windows/wine.log."

say "Testing under Wine (SQLite, a throw-away PostgreSQL)"
find "$build/tests" -name 'tst_*.txt' -delete
failed=0
trap - ERR
# pg_virtualenv shows the server's whole log when its command fails, so it is not told.
rm -f "$build/failed"
pg_virtualenv -t -o fsync=off sh -c 'mark=$1; shift; ctest "$@" || touch "$mark"' - "$build/failed" \
    --test-dir "$build" --output-on-failure --no-tests=error -j2 "$@" || failed=1
[ ! -e "$build/failed" ] || failed=1
# A test that ends early with code 0 has told no totals.
for report in $(find "$build/tests" -name 'tst_*.txt'); do
    grep -aq '^Totals: .* 0 failed' "$report" && continue
    failed=1
    printf '\n%s:\n' "$(basename "$report" .txt)"
    grep -aE -A4 '^(FAIL|QFATAL|XPASS)' "$report" || tail -n 3 "$report"
done
[ $failed -eq 0 ] || die "a test failed under Wine; its report stands above, all reports in build/windows/tests."
