"""Runs programs in turn, A B A B ..., so that whatever disturbs the machine disturbs both alike."""

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parents[1]
PEERS = HOME / "benchmarks" / "peers"
LAUNCHER = HOME / "digits"
CORES = os.cpu_count()

# Between two turns, so that the waiting threads of the one are asleep when the other begins.
PAUSE = 0.1

# What a machine may set for all programs: OPENBLAS_CORETYPE=Haswell halves a peer with AVX-512.
STEERING = ("OPENBLAS_", "GOTO_", "OMP_", "GOMP_", "KMP_", "MKL_", "DNNL_", "ATEN_", "TORCH_", "NPY_")
STEERING += ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "DIGITS_JAVA_OPTS")


def java(main, *arguments):
    home = os.environ.get("JAVA_HOME")
    program = pathlib.Path(home, "bin", "java") if home else "java"
    # The launcher's own flags.
    flags = ["--add-modules", "jdk.incubator.vector", "-XX:+UseParallelGC"]
    pages = pathlib.Path("/sys/kernel/mm/transparent_hugepage/enabled")
    if pages.is_file() and "[madvise]" in pages.read_text():
        flags.append("-XX:+UseTransparentHugePages")
    jar = HOME / "benchmarks" / "target" / "benchmarks.jar"
    return [program, *flags, "-cp", jar, f"digits.benchmarks.race.{main}", *arguments]


def python(script, *arguments):
    return [sys.executable, PEERS / script, *arguments]


def environment(threads):
    """The surroundings without what steers libraries, so that each takes the kernels it would choose."""
    free = {name: value for name, value in os.environ.items() if not name.startswith(STEERING)}
    return {**free, "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}


def failed(command, errors):
    words = " ".join(map(str, command))
    return SystemExit(f"race: this program failed: {words}\n{errors.strip()}")


def process(command, threads=CORES):
    """Runs a whole process; its last line is JSON, and "process" becomes its time."""
    command = list(map(str, command))
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment(threads))
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise failed(command, done.stderr)
    time.sleep(PAUSE)
    return {**json.loads(done.stdout.strip().splitlines()[-1]), "process": seconds}


class Program:
    """A program that stays alive and answers a line with a line, as peers/rounds.py tells."""

    def __init__(self, command, threads, cores):
        self.command = list(map(str, command))
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            env=environment(threads),
            preexec_fn=cores and (lambda: os.sched_setaffinity(0, cores)),
        )
        self._line()  # "ready"

    def _line(self):
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            raise failed(self.command, self.errors.read())
        return line

    def ask(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        answer = json.loads(self._line())
        time.sleep(PAUSE)
        return answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def in_turn(what, rounds, ask_a, ask_b):
    """The answers of both to the lines 1, 2, ...: seeds, where anything is left to chance."""
    a, b = [], []
    for i in range(1, rounds + 1):
        print(f"{what}: round {i} of {rounds}", file=sys.stderr)
        a.append(ask_a(i))
        b.append(ask_b(i))
    return a, b


def quietest(cores):
    """The core on which a loop takes the least time."""

    def seconds(core):
        os.sched_setaffinity(0, {core})
        begin = time.perf_counter()
        sum(range(5_000_000))
        return time.perf_counter() - begin

    best = min(cores, key=lambda core: min(seconds(core) for _ in range(3)))
    os.sched_setaffinity(0, cores)
    return best


@contextlib.contextmanager
def alive(a, b, threads=(CORES, CORES)):
    """Starts both commands and gives the functions that ask them a line.

    Where both have one thread they share one core: on a shared machine each core has neighbours of its own.
    """
    cores = None
    if threads == (1, 1) and hasattr(os, "sched_setaffinity"):  # not everywhere
        cores = {quietest(os.sched_getaffinity(0))}
    with Program(a, threads[0], cores) as ours, Program(b, threads[1], cores) as theirs:
        yield ours.ask, theirs.ask


def ratio(a, b, key="seconds"):
    """How many times as long b took: the median of the rounds."""
    return statistics.median(y[key] / x[key] for x, y in zip(a, b))
