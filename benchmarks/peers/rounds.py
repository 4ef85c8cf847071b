"""How race.py and a program that stays alive through all rounds talk, as Rounds.java has it."""

import json
import sys
import time


def answer(job):
    """Says "ready", then answers each line with what `job` makes of it, as one line of JSON."""
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(job(line.strip())), flush=True)


def repeat(seconds, body):
    """Does it again and again until the time is up, at least once; seconds of one."""
    begin = time.perf_counter()
    times = 0
    while True:
        body()
        times += 1
        passed = time.perf_counter() - begin
        if passed >= seconds:
            return passed / times
