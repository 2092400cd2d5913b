#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the places that leave a trace outside the process, and holds that each passes a crash point
(core/base/crashpoint.h). Usage: crashpoints.py SOURCE_DIR

HTTP goes through net::Network::send, durable commits through store::Database::Private::write, and
commands of the browser that cannot be taken back through cdp::Page; the point stands there, so each
call site has one. What this looks for is a way around them.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
problems = []


def core():
    for top in ("core", "app", "ui"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".cpp", ".h"):
                yield path, path.read_text(encoding="utf-8")


def only_in(pattern, allowed, what):
    """The pattern may stand in these files alone, where the crash point is."""
    for path, text in core():
        name = str(path.relative_to(ROOT))
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(pattern, line.split("//")[0]) and not name.startswith(allowed):
                problems.append(f"{name}:{number}: {what} past the crash point")


def count(pattern, folders):
    """Call sites of the functions that have the point."""
    return sum(len(re.findall(pattern, re.sub(r"//[^\n]*", "", text)))
               for path, text in core() if str(path.relative_to(ROOT)).startswith(folders))


def has_point(name, function):
    """The function's body makes a CrashPoint."""
    text = (ROOT / name).read_text(encoding="utf-8")
    start = text.find(function)
    body = text[start:text.find("\n}\n", start)] if start >= 0 else ""
    if "CrashPoint" not in body:
        problems.append(f"{name}: {function} has lost its crash point")


# What can be done to a page and is gone with its throw-away profile.
HARMLESS = {"Input.insertText", "Page.navigate", "Page.reload", "Storage.setCookies",
            "Storage.getCookies", "Browser.close"}
POINTED = {"Input.dispatchMouseEvent", "Input.dispatchKeyEvent", "DOM.setFileInputFiles"}

has_point("core/net/network.cpp", "Network::send(HttpRequest request")
has_point("core/store/session.h", "auto Database::Private::write(Work work,\n")
has_point("core/cdp/pageinput.cpp", "Page::Private::clickOnce(")
has_point("core/cdp/pageinput.cpp", "Page::pressKey(")
has_point("core/cdp/pagefiles.cpp", "Page::Private::giveFile(")
only_in(r"QNetworkAccessManager|sendCustomRequest", "core/net/", "HTTP")
# A transfer is one transaction of its own, killed at every phase by its own tests.
only_in(r"u?\"(BEGIN|COMMIT)\b", ("core/store/session.cpp", "core/transfer/"), "a transaction")
only_in(r"Input\.dispatchMouseEvent|Input\.dispatchKeyEvent", ("core/cdp/pageinput.cpp",), "a click")
only_in(r"DOM\.setFileInputFiles", ("core/cdp/pagefiles.cpp", "core/cdp/page.h"), "a file")

for path, text in core():
    for command in re.findall(r"u\"((?:Input|Storage|Browser|DOM\.set|Page\.(?:navigate|reload))[\w.]*)\"_s", text):
        if command not in HARMLESS | POINTED and "." in command:
            problems.append(f"{path.relative_to(ROOT)}: is {command} harmless? Decide in this script.")

http = count(r"client\.(?:once|repeated)\(|\bsend\(request|network\(\)\.send\(", ("core/dolphin/",))
# A write is durable unless it says otherwise.
writes = count(r"(?:\.|->)write\(", ("core/store/", "core/transfer/"))
relaxed = count(r"Durability::Relaxed\);", ("core/store/", "core/transfer/"))
clicks = count(r"(?:\.|->)(?:click|clickGuarded|press|setFile|chooseFile)\(", ("core/instagram/",))

if problems:
    print("\n".join(problems))
    sys.exit(1)
print(f"call sites that pass a crash point: {http} HTTP calls, {writes - relaxed} durable commits, "
      f"{clicks} clicks, keys and files")
