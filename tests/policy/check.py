#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the house that no compiler checks. Usage: check.py SOURCE_DIR"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
MOST_LINES = 600
MACHINE_PATHS = ("/tmp/" + "wt", "/work/" + "main", "/work/" + "shared", "/home/")

# pattern, where it is looked for, files in which it is right
FORBIDDEN = [
    (r"\bprocessEvents\s*\(", "app core ui", ()),
    (r"\bsender\s*\(\s*\)", "app core ui tests", ()),
    (r"\bSIGNAL\s*\(", "app core ui tests", ()),
    (r"\bSLOT\s*\(", "app core ui tests", ()),
    (r"\bignoreSslErrors\b", "app core ui", ()),
    (r"(?<!QCoreApplication)(?<!QApplication)::instance\s*\(\s*\)", "app core ui", ()),
    (r"\bQSqlQuery\b", "app core ui", ("core/store/", "core/transfer/")),
    (r"\.exec\s*\(\s*\)|->exec\s*\(\s*\)", "ui", ()),
    # The I/O thread has one of its own; nobody else waits in a nested one.
    (r"\bQEventLoop\b", "app core ui", ("core/net/iothread",)),
    # A loop over what a temporary holds: the temporary is gone before the first round.
    (r"\bfor\s*\([^;()]*(?<!:):\s*\*\s*\w[\w:]*\s*[({]", "app core ui tests", ()),
    (r"\bQThread::(m|u)?sleep\b|\bsleep_for\b", "app core ui tests", ()),
]

problems = []


def problem(path, line, text):
    problems.append(f"{path.relative_to(ROOT)}:{line}: {text}")


def sources(tops):
    for top in tops.split():
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".cpp", ".h"):
                yield path


def without_comments(text):
    """Comments and string contents blanked, line numbers kept."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def module_uses():
    """name -> the modules it may include, itself and what those use included."""
    uses = {}
    for lists in ROOT.glob("core/*/CMakeLists.txt"):
        text = lists.read_text(encoding="utf-8")
        match = re.search(r"\bUSES\b([a-z_\s]*)", text)
        uses[lists.parent.name] = set(match.group(1).split()) if match else set()
    def closure(name, seen):
        for used in uses.get(name, ()):
            if used not in seen:
                seen.add(used)
                closure(used, seen)
        return seen
    return {name: closure(name, {name}) for name in uses}


def check_layers():
    allowed = module_uses()
    for path in sources("core ui"):
        parts = path.relative_to(ROOT).parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"((core|ui|app|tests)/([^"/]+)[^"]*)"', line)
            if not match:
                continue
            if parts[0] == "core" and (match.group(2) != "core"
                                       or match.group(3) not in allowed.get(parts[1], ())):
                problem(path, number, f"{parts[1]} may not include {match.group(1)}")
            if parts[0] == "ui" and match.group(2) in ("app", "tests"):
                problem(path, number, f"ui may not include {match.group(1)}")


def check_files():
    for path in sources("app core ui tests"):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        if len(lines) > MOST_LINES:
            problem(path, MOST_LINES, f"{len(lines)} lines; split the file ({MOST_LINES} at most)")
        if not lines or not lines[0].startswith("// SPDX-License-Identifier: GPL-3.0-or-later"):
            problem(path, 1, "the first line must be the SPDX line")
        for number, line in enumerate(lines, 1):
            if any(machine in line for machine in MACHINE_PATHS):
                problem(path, number, "a path of somebody's machine")
        if path.name.startswith("tst_") and path.suffix == ".cpp":
            if not re.search(r"\bQ(VERIFY|COMPARE|TRY_VERIFY|TRY_COMPARE|FAIL)", text):
                problem(path, 1, "a test without a single check")


def check_words():
    for pattern, tops, right_in in FORBIDDEN:
        regex = re.compile(pattern)
        for path in sources(tops):
            name = path.relative_to(ROOT).as_posix()
            if any(name.startswith(place) for place in right_in):
                continue
            text = without_comments(path.read_text(encoding="utf-8"))
            for match in regex.finditer(text):
                problem(path, text.count("\n", 0, match.start()) + 1,
                        f"forbidden here: {match.group().strip()}")


check_layers()
check_files()
check_words()
print("\n".join(problems) if problems else "All rules are kept.")
sys.exit(1 if problems else 0)
