"""Writes the golden values of the two-layer network, computed with numpy in float64.

    python3 core/src/test/python/golden_two_layer.py

An implementation of its own, with matrices instead of loops, so that the Java code is not checked against itself.
Numbers in brackets are the equations of docs/mathematics.md.

The file is gzip-compressed text. Lines that begin with # are comments. Each array is one line "name dimension ..."
(a scalar has no dimension) followed by its rows, one a line, numbers separated by blanks. Numbers are the shortest
decimal form that reads back as the same double.

    seed, rate               the seed of the initial parameters, the rate of the steps
    pixels, labels           the first 64 training images of MNIST, [64, 784] and [64]
    W1 b1 W2 b2              the initial parameters, [784, 10] [10] [10, 10] [10]
    Z1 A1 Z2 P loss          forward, [64, 10] each, and the mean cross-entropy
    dW1 db1 dW2 db2          gradients with one bias gradient a unit (13)
    quirk.db1 quirk.db2      bias gradients of the original, one number (16); dW1 and dW2 are the same
    losses quirk.losses      the loss before each of 20 steps and after the last, [21]
    after.W1 ...             parameters after 20 steps; quirk.after.W1 ... with the original's bias gradients
"""

import gzip
import io
from pathlib import Path

import numpy as np

CORE = Path(__file__).resolve().parents[3]
MNIST = CORE.parent / "mnist/src/main/resources/digits/mnist"
TARGET = CORE / "src/test/resources/digits/golden/two-layer.txt.gz"

SEED = 1
EXAMPLES = 64
STEPS = 20
RATE = 0.1
SHAPES = {"W1": (784, 10), "b1": (10,), "W2": (10, 10), "b2": (10,)}


def idx(name, header):
    return np.frombuffer(gzip.decompress((MNIST / name).read_bytes()), dtype=np.uint8, offset=header)


def uniform(seed, count):
    """What java.util.SplittableRandom(seed).nextDouble() gives: mix64, Stafford's variant 13, of a Weyl sequence."""
    z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)) * 2.0**-53


def initial_parameters():
    counts = [int(np.prod(shape)) for shape in SHAPES.values()]
    parts = np.split(uniform(SEED, sum(counts)) - 0.5, np.cumsum(counts)[:-1])  # (19)
    return {name: part.reshape(shape) for (name, shape), part in zip(SHAPES.items(), parts)}


def forward(theta, X, labels):
    Z1 = X @ theta["W1"] + theta["b1"]  # (2)
    A1 = np.where(Z1 > 0, Z1, 0)  # (3)
    Z2 = A1 @ theta["W2"] + theta["b2"]  # (4)
    log_P = Z2 - np.logaddexp.reduce(Z2, axis=1, keepdims=True)
    loss = -log_P[np.arange(len(labels)), labels].mean()  # (8)
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "P": np.exp(log_P), "loss": loss}


def backward(theta, X, labels, a, quirk):
    dZ2 = (a["P"] - np.eye(10)[labels]) / len(labels)  # (11)
    dZ1 = (dZ2 @ theta["W2"].T) * (a["Z1"] > 0)  # (14), (15)
    if quirk:
        db1, db2 = np.full(10, dZ1.sum()), np.full(10, dZ2.sum())  # (16)
    else:
        db1, db2 = dZ1.sum(axis=0), dZ2.sum(axis=0)  # (13)
    return {"dW1": X.T @ dZ1, "db1": db1, "dW2": a["A1"].T @ dZ2, "db2": db2}  # (12)


def train(theta, X, labels, quirk):
    losses = []
    for _ in range(STEPS):
        a = forward(theta, X, labels)
        losses.append(a["loss"])
        g = backward(theta, X, labels, a, quirk)
        theta = {name: theta[name] - RATE * g["d" + name] for name in theta}  # (18)
    losses.append(forward(theta, X, labels)["loss"])
    return np.array(losses), theta


def golden_values():
    pixels = idx("train-images-idx3-ubyte.gz", 16)[: EXAMPLES * 784].reshape(EXAMPLES, 784)
    labels = idx("train-labels-idx1-ubyte.gz", 8)[:EXAMPLES]
    X = pixels / 255.0  # (1)
    theta = initial_parameters()
    a = forward(theta, X, labels)
    values = {"seed": SEED, "rate": RATE, "pixels": pixels, "labels": labels, **theta, **a}
    values.update(backward(theta, X, labels, a, quirk=False))
    quirk = backward(theta, X, labels, a, quirk=True)
    values.update({"quirk." + name: quirk[name] for name in ("db1", "db2")})
    for prefix in ("", "quirk."):
        losses, after = train(theta, X, labels, quirk=bool(prefix))
        values[prefix + "losses"] = losses
        values.update({prefix + "after." + name: after[name] for name in after})
    return values


def write(values, target, what, script):
    text = io.StringIO()
    text.write(f"# {what}, golden values; written by core/src/test/python/{script}\n")
    for name, value in values.items():
        array = np.asarray(value)
        text.write(" ".join([name, *map(str, array.shape)]) + "\n")
        for row in array.reshape(-1, array.shape[-1] if array.ndim else 1).tolist():
            text.write(" ".join(map(repr, row)) + "\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.getvalue().encode("ascii"), compresslevel=9, mtime=0))


if __name__ == "__main__":
    write(golden_values(), TARGET, "two-layer network", Path(__file__).name)
