# Shared by demo.sh and test.sh: says what is done, fails with one clear sentence, installs what is
# missing and builds. Sourced, not run.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '\n== %s\n' "$*"; }
die() { printf '\nFailed: %s\n' "$*" >&2; exit 1; }
trap 'die "the command in line $LINENO of $0 ended with code $?; its output stands above."' ERR

build_packages=(
    g++ cmake ninja-build pkg-config ccache mold git ca-certificates
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-translations-l10n qt6-websockets-dev libqt6sql6-psql libqt6sql6-sqlite
    qtkeychain-qt6-dev libspdlog-dev libfmt-dev libsodium-dev libexpected-dev libgl-dev
    libvulkan-dev openssl librsvg2-bin libpq-dev libsqlite3-dev)
run_packages=(chromium ffmpeg xvfb xauth fonts-noto-core fonts-noto-color-emoji curl jq procps)
test_packages=(
    postgresql postgresql-common postgresql-client sqlite3 gnome-keyring dbus dbus-x11
    libsecret-tools python3 python3-django python3-psycopg2 util-linux clang clang-format clang-tidy
    libclang-rt-14-dev libfaketime)

# install_missing PACKAGE…
install_missing() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' \
            || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "packages are missing and neither root nor sudo is there; as root run: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=600)
    "${apt[@]}" update >/dev/null || die "apt-get update did not work; check the network and /etc/apt/sources.list."
    "${apt[@]}" install --no-install-recommends "${missing[@]}" >/dev/null \
        || die "apt-get could not install: ${missing[*]}"
}

# start_display FOLDER: Xvfb on a number of its own, in DISPLAY; its process in display_pid.
start_display() {
    Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$1/display" >"$1/display.log" 2>&1 &
    display_pid=$!
    for _ in $(seq 100); do
        [ -s "$1/display" ] && break
        sleep 0.1
    done
    [ -s "$1/display" ] || die "Xvfb did not start; see $1/display.log."
    DISPLAY=:$(cat "$1/display")
    export DISPLAY
}

# build PRESET TARGET…
build() {
    local preset=$1; shift
    say "Building ($preset; the first time takes some minutes)"
    cd "$root"
    cmake --preset "$preset" >"$root/build/configure.log" 2>&1 \
        || { tail -n 20 "$root/build/configure.log"; die "cmake could not configure the build."; }
    cmake --build --preset "$preset" --target "$@" >"$root/build/build.log" 2>&1 \
        || { grep -E -A5 'error|FAILED' "$root/build/build.log" | head -n 40; die "the sources did not compile; all of it stands in build/build.log."; }
}

mkdir -p "$root/build"
