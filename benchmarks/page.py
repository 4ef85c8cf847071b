"""Tables, and where they stand in docs/performance.md."""

import datetime
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys

from programs import HOME, LAUNCHER, ratio

NAMES = {"sklearn": "scikit-learn", "torch": "PyTorch"}
PAGE = HOME / "docs" / "performance.md"


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            return f"{seconds / size:.3g} {unit}"


def spread(results, key="seconds", of=duration):
    values = [result[key] for result in results]
    return f"{of(statistics.median(values))} ({of(min(values))}-{of(max(values))})"


def faster(times):
    return f"**{times:.2f}x**" if times >= 1 else f"{times:.2f}x: slower"


def accuracies(a, b):
    def mean(results):
        return f"{100 * statistics.mean(result['test_accuracy'] for result in results):.2f} %"

    return f"{mean(a)} / {mean(b)}"


def times(a, b, key="seconds"):
    """The cells of our time, the peer's time and the ratio."""
    return [spread(a, key), spread(b, key), faster(ratio(a, b, key))]


def table(head, rows):
    lines = ["| " + " | ".join(map(str, cells)) + " |" for cells in [head, *rows]]
    return [lines[0], "|" + "---|" * len(head), *lines[1:]]


def cpu():
    with open("/proc/cpuinfo") as file:
        name = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown CPU")
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def blas():
    """The library that does numpy's and PyTorch's products, as the loader finds it."""
    with open("/proc/self/maps") as maps:
        found = {pathlib.Path(line.split()[-1]).resolve().name for line in maps if "blas" in line and ".so" in line}
    libraries = sorted(name for name in found if name.startswith("libopenblas")) or sorted(found)
    return ", ".join(libraries)


def java():
    done = subprocess.run([str(LAUNCHER), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def versions(used):
    """Those of this machine and of the libraries `used`: Python's by import, Java's by their jars."""
    parts = [cpu(), java()]
    for name in used:
        if name.endswith(".jar"):
            jars = (HOME / "benchmarks" / "target" / "lib").glob(name.replace(".jar", "-[0-9]*.jar"))
            parts.append(next(jars).stem)
        else:
            version = __import__(name).__version__
            parts.append(f"{NAMES.get(name, name)} {version}" + (f" with {blas()}" if name in ("numpy", "torch") else ""))
    return "; ".join([*parts, f"Python {platform.python_version()}"])


def report(command, used, lines):
    """What a race came to, and where and how."""
    date = datetime.date.today().isoformat()
    return "\n".join([*lines, "", f"`{command}`, {date}: {versions(used)}.", ""])


def write(name, text):
    """Puts a report between the race's marks."""
    marks = re.compile(f"(<!-- race {name} -->\n).*?(<!-- /race -->)", re.DOTALL)
    page, found = marks.subn(lambda mark: mark[1] + text + mark[2], PAGE.read_text())
    if not found:
        sys.exit(f"race: {PAGE} has no place <!-- race {name} --> ... <!-- /race --> for this table")
    PAGE.write_text(page)
