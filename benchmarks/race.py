"""Runs each job in turn with its peer, A B A B ..., and compares medians of one run. See `race`."""

import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import sklearn

home = pathlib.Path(sys.argv[1])
rounds = int(sys.argv[2])
peers = home / "benchmarks" / "peers"
python = sys.executable


def ours(*arguments):
    return [str(home / "digits"), "train", *arguments, "--json", "--out", tempfile.mkdtemp(prefix="race-")]


# job, our command, the peer's name, the peer's command, what is compared: "seconds" are those each
# program states for its own training loop, "process" is the whole process from start to end.
RACES = [
    ("classic, 500 steps", ours("--classic"), "numpy float64", [python, peers / "classic_numpy.py", "float64"]),
    ("classic, 500 steps", ours("--classic"), "numpy float32", [python, peers / "classic_numpy.py", "float32"]),
    (
        "two-layer, 10 epochs, batch 128",
        ours("two-layer", "--epochs", "10", "--batch", "128", "--rate", "0.01"),
        "scikit-learn MLPClassifier",
        [python, peers / "two_layer_sklearn.py"],
    ),
]


def run(command):
    begin = time.perf_counter()
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
    result = json.loads(done.stdout.strip().splitlines()[-1])
    result["process"] = time.perf_counter() - begin
    return result


def cpu():
    with open("/proc/cpuinfo") as file:
        return next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown CPU")


def java():
    version = subprocess.run([str(home / "digits"), "--version"], capture_output=True, text=True, check=True)
    return version.stdout.strip()


def blas():
    """The library that does numpy's products, as the loader finds it."""
    with open("/proc/self/maps") as maps:
        found = {pathlib.Path(line.split()[-1]).name for line in maps if "blas" in line and ".so" in line}
    libraries = sorted(name for name in found if name.startswith("libopenblas")) or sorted(found)
    return ", ".join(libraries)


def race(job, mine, peer, theirs):
    a, b = [], []
    for i in range(rounds):
        print(f"{job} against {peer}: round {i + 1} of {rounds}", file=sys.stderr)
        a.append(run(mine))
        b.append(run(theirs))
    rows = []
    for kind, name in (("seconds", "training loop"), ("process", "whole process")):
        x = [r[kind] for r in a]
        y = [r[kind] for r in b]
        ratio = statistics.median(q / p for p, q in zip(x, y))
        rows.append(
            f"| {job} | {name} | {statistics.median(x):.2f} s ({min(x):.2f}-{max(x):.2f}) | {peer} |"
            f" {statistics.median(y):.2f} s ({min(y):.2f}-{max(y):.2f}) | **{ratio:.1f}x** |"
            f" {100 * a[0]['test_accuracy']:.2f} % / {100 * b[0]['test_accuracy']:.2f} % |"
        )
    return rows


def main():
    rows = [row for entry in RACES for row in race(*entry)]
    table = "\n".join(
        [
            f"{rounds} rounds, each job in turn with its peer; medians (least-most); the ratio is the median of the",
            "rounds' ratios; test accuracy ours / theirs, both from seed 1.",
            "",
            f"{cpu()}, {os.cpu_count()} cores, {platform.system()}; {java()}; Python {platform.python_version()},"
            f" numpy {numpy.__version__} with {blas()}, scikit-learn {sklearn.__version__}.",
            "",
            "| job | what is timed | digits | peer | peer's time | faster | accuracy |",
            "|---|---|---|---|---|---|---|",
            *rows,
        ]
    )
    page = home / "docs" / "performance.md"
    text = page.read_text()
    begin, end = "<!-- race -->\n", "<!-- /race -->"
    head, rest = text.split(begin)
    page.write_text(head + begin + table + "\n" + end + rest.split(end)[1])
    print(table)


if __name__ == "__main__":
    main()
