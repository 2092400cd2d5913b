#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: with-keyring.sh COMMAND…  Runs it in a session bus of its own with an unlocked, empty keyring.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
export XDG_RUNTIME_DIR=$home/run PELORUS_TEST_KEYRING=1
mkdir -p -m 700 "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
unset DBUS_SESSION_BUS_ADDRESS
# The daemon stays in the foreground of this session and ends with its bus.
dbus-run-session -- bash -c '
    printf "test\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    "$@"' with-keyring "$@"
