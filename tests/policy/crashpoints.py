#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the places that leave a trace outside the process, and holds that each passes a crash point
(core/base/crashpoint.h). Usage: crashpoints.py SOURCE_DIR [--names]
With --names it prints the points' names, one a line; tests/system/tst_crashpoints.cpp passes them.

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

# What Dolphin is asked, as its client writes the paths; a number in one is N in the point's name.
HTTP = {"/v1.0/browser_profiles/running": ("GET",), "/v1.0/auth/login-with-token": ("POST",),
        "/v1.0/browser_profiles/%1/start": ("GET", "POST"), "/v1.0/browser_profiles/%1/stop": ("GET",),
        "/v1.0/cookies/import": ("POST",), "/v1.0/export-cookies": ("POST",),
        "/browser_profiles": ("GET", "POST"), "/browser_profiles/%1": ("GET", "DELETE"),
        "/browser_profiles/list-cursor": ("GET",), "/browser_profiles/%1/cookies": ("PATCH",),
        "/proxy/%1": ("DELETE",), "/fingerprints/fingerprint": ("GET",), "/": ("GET",),
        "/api/v1/cookies/export": ("POST",),
        "/cookies/export": ()}  # the same, where the address has its first part
paths = {found for path, text in core() if str(path.relative_to(ROOT)).startswith("core/dolphin/")
         for found in re.findall(r'u"(/[^"]*)"_s', text)}
for path in sorted(paths ^ HTTP.keys()):
    problems.append(f"core/dolphin: {path} is asked and not in this script, or the other way round")


def function_at(text, position):
    """The name that std::source_location gives, without what stands before its class."""
    for line in reversed(text[:position].split("\n")[:-1]):
        if found := re.match(r"(?!namespace|class|struct)(?:\w.*[ *&])?(?:(\w+)::)?(\w+)\(", line):
            break
    if found[1]:
        return f"{found[1]}::{found[2]}"
    unnamed = text.count("\nnamespace {\n", 0, position) > text.count("\n} // namespace\n", 0, position)
    return found[2] if unnamed else f"store::{found[2]}"


def argument_list(text, start):
    depth = 0
    for end in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return text[start:end]


# A write is durable unless it says otherwise; perform() says who called it.
commits = []
for path, text in core():
    if path.parent == ROOT / "core/store" and path.suffix == ".cpp":
        for found in re.finditer(r"priv\(\)\.write\(|\bd\.write\(|return perform\(", text):
            call = argument_list(text, found.end() - 1)
            if "Durability::Relaxed" not in call and not call.endswith(", where"):
                commits.append(function_at(text, found.start()))

http = count(r"client\.(?:once|repeated)\(|\bsend\(request|network\(\)\.send\(", ("core/dolphin/",))
clicks = count(r"(?:\.|->)(?:click|clickGuarded|press|setFile|chooseFile)\(", ("core/instagram/",))
names = sorted({f"{method} {path.replace('%1', 'N')}" for path in HTTP for method in HTTP[path]}
               | {f"commit {name}" for name in commits} | {"click", "guarded click", "key", "file"})

if problems:
    print("\n".join(problems))
    sys.exit(1)
if sys.argv[2:] == ["--names"]:
    print("\n".join(names))
else:
    print(f"call sites that pass a crash point: {http} HTTP calls, {len(commits)} durable commits, "
          f"{clicks} clicks, keys and files; named points: {len(names)}")
