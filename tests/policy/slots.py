#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""moc 6.4 drops every slot behind a raw string that begins with a quote or holds //, and a test
function that it dropped never runs. Usage: slots.py SOURCE_DIR BUILD_DIR SYSTEM"""
import pathlib
import re
import sys

source, build = (pathlib.Path(argument) for argument in sys.argv[1:3])
BLOCK = re.compile(r"\nprivate slots:(.*?)(?=\n(?:private|public|protected)(?: slots)?:\n|\n};)", re.S)
NAME = re.compile(r"^    void (\w+)\(\)", re.M)
OTHER = "LINUX" if sys.argv[3] == "Windows" else "WIN"
OTHER_SYSTEM = re.compile(rf"^#ifdef Q_OS_{OTHER}\b.*?^#(?:else|endif)", re.S | re.M)

generated = {path.name: path for path in build.rglob("tst_*.moc")}
seen = 0
problems = []
for path in sorted((source / "tests").rglob("tst_*.cpp")):
    moc = generated.get(path.stem + ".moc")
    if moc is None:
        continue  # not built here, or a test without a .moc of its own
    known = moc.read_text(encoding="utf-8")
    text = OTHER_SYSTEM.sub("", path.read_text(encoding="utf-8"))
    for block in BLOCK.findall(text):
        for name in NAME.findall(block):
            seen += 1
            if f'"{name}"' not in known:
                problems.append(f"{path.relative_to(source)}: moc did not see {name}()")
print("\n".join(problems) if problems else f"moc saw all {seen} test functions.")
sys.exit(1 if problems or seen == 0 else 0)
