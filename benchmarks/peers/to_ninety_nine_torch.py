"""Trains "fast" with PyTorch until the test images are read well enough.

usage: to_ninety_nine_torch.py ARCHITECTURE SEED THREADS ACCURACY

The job of ToNinetyNine.java: the same recipe, tested after the same steps. Prints one line of JSON.
"""

import json
import sys

import torch

import networks_torch as networks

STEPS_BETWEEN_TESTS = 47


def main():
    text, enough = sys.argv[1], float(sys.argv[4])
    torch.manual_seed(int(sys.argv[2]))
    torch.set_num_threads(int(sys.argv[3]))
    test = networks.data("t10k", text)
    net = networks.network(text)
    result = {"test_accuracy": 0.0, "reached": False, "steps": 0, "tests": 0}

    def go_on(step):
        result["steps"] = step
        if step % STEPS_BETWEEN_TESTS == 0:
            result["test_accuracy"] = networks.accuracy(net, *test)
            result["tests"] += 1
            result["reached"] = result["test_accuracy"] >= enough
        return not result["reached"]

    networks.train(net, networks.FAST, *networks.data("train", text), go_on)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
