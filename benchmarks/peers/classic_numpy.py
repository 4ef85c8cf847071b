"""The original program with numpy: 784-10-10, full-batch gradient descent, quirks included.

usage: classic_numpy.py float64|float32 [STEPS] [SEED]

Examples are columns and products are W X, as the original has them. The initial weights are the ones
`digits train --classic --seed SEED` draws: SplittableRandom's numbers, worked out with numpy. Prints
one line of JSON with the seconds of the steps and the accuracy on the 10,000 test images.
"""

import gzip
import json
import pathlib
import sys
import time

import numpy as np

DATA = pathlib.Path(__file__).resolve().parents[2] / "mnist/src/main/resources/digits/mnist"


def read(name, offset):
    with gzip.open(DATA / (name + ".gz")) as file:
        return np.frombuffer(file.read(), np.uint8, offset=offset)


def uniform(seed, count):
    """The first nextDouble() - 0.5 of java.util.SplittableRandom(seed)."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)) * 2.0**-53 - 0.5


def forward(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = np.maximum(Z1, 0)
    Z2 = W2.dot(A1) + b2
    E = np.exp(Z2)
    return Z1, A1, E / E.sum(axis=0)


def main():
    dtype = np.dtype(sys.argv[1])
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    m = 41000
    X = np.ascontiguousarray(read("train-images-idx3-ubyte", 16).reshape(-1, 784)[:m].T / 255).astype(dtype)
    labels = read("train-labels-idx1-ubyte", 8)[:m]
    Y = np.zeros((10, m), dtype)
    Y[labels, np.arange(m)] = 1
    w = uniform(seed, 784 * 10 + 10 + 10 * 10 + 10).astype(dtype)
    W1 = np.ascontiguousarray(w[:7840].reshape(784, 10).T)
    b1 = w[7840:7850].reshape(10, 1).copy()
    W2 = np.ascontiguousarray(w[7850:7950].reshape(10, 10).T)
    b2 = w[7950:].reshape(10, 1).copy()
    rate = dtype.type(0.1)
    begin = time.perf_counter()
    for _ in range(steps):
        Z1, A1, A2 = forward(W1, b1, W2, b2, X)
        dZ2 = A2 - Y
        dW2 = dZ2.dot(A1.T) / m
        db2 = dZ2.sum() / m
        dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
        dW1 = dZ1.dot(X.T) / m
        db1 = dZ1.sum() / m
        W1 -= rate * dW1
        b1 -= rate * db1
        W2 -= rate * dW2
        b2 -= rate * db2
    seconds = time.perf_counter() - begin
    tests = (read("t10k-images-idx3-ubyte", 16).reshape(-1, 784).T / 255).astype(dtype)
    predictions = forward(W1, b1, W2, b2, tests)[2].argmax(axis=0)
    accuracy = float((predictions == read("t10k-labels-idx1-ubyte", 8)).mean())
    print(json.dumps({"seconds": round(seconds, 3), "test_accuracy": accuracy, "steps": steps, "seed": seed}))


if __name__ == "__main__":
    main()
