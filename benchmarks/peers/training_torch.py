"""One epoch of training with PyTorch.

usage: training_torch.py ARCHITECTURE RECIPE ROWS THREADS WARM_UP_SECONDS

The job of TrainingRace.java. A line is a seed; the answer has the seconds of the epoch, from the
making of the network on, and the accuracy on the test images after it.
"""

import sys
import time

import torch

import networks_torch as networks
import rounds

WARM_UP_ROWS = 6_000


def main():
    text, recipe = sys.argv[1], networks.RECIPES[sys.argv[2]]
    count, threads, warm_up = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
    torch.set_num_threads(threads)
    x, y = (part[:count] for part in networks.data("train", text))
    test = networks.data("t10k", text)
    few = x[:WARM_UP_ROWS], y[:WARM_UP_ROWS]
    rounds.repeat(warm_up, lambda: networks.train(networks.network(text), recipe, *few))

    def epoch(line):
        torch.manual_seed(int(line))
        begin = time.perf_counter()
        net = networks.network(text)
        networks.train(net, recipe, x, y)
        seconds = time.perf_counter() - begin
        return {"seconds": seconds, "test_accuracy": networks.accuracy(net, *test)}

    rounds.answer(epoch)


if __name__ == "__main__":
    main()
