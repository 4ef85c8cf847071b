"""The races: each job in turn with its peer. See `race` for the command.

usage: race.py [--quick] [ROUNDS] [RACE ...]
"""

import math
import shutil
import statistics
import sys
import tempfile

import page
from programs import CORES, LAUNCHER, alive, in_turn, java, process, python

ADAM = "adam"  # rate 0.001, batch 128
MLP_128 = "784 > dense 128 > relu > dense 10"
MLP_800 = "784 > dense 800 > relu > dense 10"
LENET5 = (
    "28x28 > conv 6 5x5 pad 2 > relu > maxpool 2 > conv 16 5x5 > relu > maxpool 2"
    " > flatten > dense 120 > relu > dense 84 > relu > dense 10"
)
FAST = (
    "28x28 > conv 24 5x5 > maxpool 2 > relu > conv 32 3x3 > maxpool 2 > relu"
    " > flatten > dense 256 > relu > dense 10"
)
EXAMPLE = "28x28 > conv 32 3x3 > relu > conv 64 3x3 > relu > maxpool 2 > flatten > dense 128 > relu > dense 10"
CNN = (
    "28x28 > conv 32 3x3 > batchnorm > relu > conv 32 3x3 > batchnorm > relu > maxpool 2"
    " > conv 64 3x3 pad 1 > batchnorm > relu > conv 64 3x3 > batchnorm > relu > maxpool 2"
    " > conv 128 3x3 pad 1 > batchnorm > relu > conv 128 3x3 > batchnorm > relu"
    " > flatten > dropout 0.4 > dense 10"
)


class Real:
    """Sizes of a race that counts."""

    rows = 60_000
    warm_up = 5.0
    seconds = 0.5
    accuracy = 0.99
    steps = 500
    epochs = 10


class Quick:
    """Sizes that only show that everything runs."""

    rows = 1_000
    warm_up = 0.1
    seconds = 0.02
    accuracy = 0.5
    steps = 5
    epochs = 1


def classic(rounds, size):
    """The classic steps against numpy, and 784-10-10 against scikit-learn, as whole processes."""

    def ours(*arguments):
        folder = tempfile.mkdtemp(prefix="race-")
        try:
            return process([LAUNCHER, "train", *arguments, "--json", "--out", folder])
        finally:
            shutil.rmtree(folder)

    steps, epochs = str(size.steps), str(size.epochs)
    small = ["two-layer", "--epochs", epochs, "--batch", "128", "--rate", "0.01"]
    jobs = [
        (f"classic, {steps} steps", ["--classic", "--epochs", steps], name, python("classic_numpy.py", kind, steps), goal)
        for name, kind, goal in (("numpy float64", "float64", "8x"), ("numpy float32", "float32", "5x"))
    ]
    peer = python("two_layer_sklearn.py", "1", epochs)
    jobs.append((f"784-10-10, {epochs} epochs", small, "scikit-learn MLPClassifier", peer, "-"))
    rows = []
    for job, mine, name, peer, goal in jobs:
        a, b = in_turn(f"{job}, {name}", rounds, lambda _: ours(*mine), lambda _: process(peer))
        for key, timed in (("seconds", "training loop"), ("process", "whole process")):
            times = page.times(a, b, key)
            rows.append([job, timed, name, *times, goal if key == "seconds" else "-", page.accuracies(a, b)])
    return page.table(["job", "timed", "peer", "digits", "peer's time", "faster", "goal", "accuracy"], rows)


# Channels, height, width, outputs, kernel, stride, padding.
LAYERS = [
    ("dense 784-128", (784, 1, 1, 128, 1, 1, 0)),
    ("dense 784-800", (784, 1, 1, 800, 1, 1, 0)),
    ("LeNet-5, second convolution", (6, 14, 14, 16, 5, 1, 0)),
    ("`fast`, second convolution", (24, 12, 12, 32, 3, 1, 0)),
    ("`fast`, dense 800-256", (800, 1, 1, 256, 1, 1, 0)),
    ("PyTorch's example, second convolution", (32, 26, 26, 64, 3, 1, 0)),
    ("`cnn`, fourth convolution", (64, 12, 12, 64, 3, 1, 0)),
]
EXAMPLES = 128


def products(rounds, size):
    """Products on one thread against OpenBLAS: plain matrices, and the products of layers."""
    lines = [("multiply", f"multiply {n}x{n}x{n}", f"multiply {n} {n} {n}", (n, n, n)) for n in (256, 512, 768, 1024)]
    for name, shape in LAYERS:
        channels, height, width, outputs, kernel, stride, padding = shape
        pixels = [(side + 2 * padding - kernel) // stride + 1 for side in (height, width)]
        m, n, k = EXAMPLES * pixels[0] * pixels[1], outputs, channels * kernel * kernel
        for body in ("forward", "inputGradient", "weightGradient"):
            lines.append((f"{name}: {body}", f"{body} {' '.join(map(str, shape))}", f"{body} {m} {n} {k}", (m, n, k)))
    rows = []
    with alive(java("Products", size.seconds), python("products_numpy.py", size.seconds), (1, 1)) as (ours, peer):
        for name, mine, theirs, sizes in lines:
            a, b = in_turn(name, rounds, lambda _: ours(mine), lambda _: peer(theirs))
            rates = [f"{2e-9 * math.prod(sizes) / statistics.median(r['seconds'] for r in x):.0f}" for x in (a, b)]
            shape = " x ".join(map(str, sizes))
            rows.append([name, shape, *rates, page.faster(page.ratio(a, b)), "0.95x, aim 1.1x"])
    return page.table(["product", "m x n x k", "digits, GFLOP/s", "OpenBLAS, GFLOP/s", "faster", "goal"], rows)


def epoch(rounds, size):
    """One epoch of training against PyTorch."""
    networks = [
        ("784-128-10", MLP_128, ADAM, "3x, aim 6x"),
        ("784-800-10", MLP_800, ADAM, "3x, aim 5x"),
        ("LeNet-5", LENET5, ADAM, "4x, aim 7x"),
        ("`fast`", FAST, "fast", "3x, aim 4x"),
        ("PyTorch's MNIST example", EXAMPLE, ADAM, "1.5x, aim 2.5x"),
    ]
    rows = []
    for name, text, recipe, goal in networks:
        arguments = text, recipe, size.rows, CORES, size.warm_up
        with alive(java("TrainingRace", *arguments), python("training_torch.py", *arguments)) as both:
            a, b = in_turn(name, rounds, *both)
        rows.append([name, *page.times(a, b), goal, page.accuracies(a, b)])
    return page.table(["network", "digits", "PyTorch", "faster", "goal", "accuracy"], rows)


def ninety_nine(rounds, size):
    """From the start of the process until 99 % of the test images are read."""
    goal = size.accuracy
    a, b = in_turn(
        f"fast to {100 * goal:g} %",
        rounds,
        lambda seed: process(java("ToNinetyNine", seed, CORES, goal)),
        lambda seed: process(python("to_ninety_nine_torch.py", FAST, seed, CORES, goal)),
    )

    def reached(results):
        return f"{sum(result['reached'] for result in results)} of {rounds}"

    def tests(results):
        return f"{statistics.median(result['tests'] for result in results):g}"

    row = [f"`fast` to {100 * goal:g} %", *page.times(a, b, "process"), "3x, aim 5x"]
    row += [f"{reached(a)} / {reached(b)}", f"{tests(a)} / {tests(b)}"]
    return page.table(["job", "digits", "PyTorch", "faster", "goal", "seeds that reach it", "tests until then"], [row])


def picture(rounds, size):
    """One picture through a trained network on one thread, against PyTorch and ONNX Runtime."""
    networks = [("784-128-10", MLP_128), ("784-800-10", MLP_800), ("LeNet-5", LENET5), ("`fast`", FAST), ("`cnn`", CNN)]
    rows = []
    with tempfile.TemporaryDirectory(prefix="race-") as folder:
        for name, text in networks:
            file = f"{folder}/{len(rows)}"
            process(python("trained_torch.py", text, min(size.steps, 50), file))
            mine = java("OnePicture", text, file + ".floats", size.seconds)
            peers = [
                ("PyTorch", python("one_picture_torch.py", file + ".pt", size.seconds)),
                ("ONNX Runtime", java("OnePictureOnnxRuntime", file + ".onnx", size.seconds)),
            ]
            for peer, theirs in peers:
                with alive(mine, theirs, (1, 1)) as both:
                    a, b = in_turn(f"{name}, {peer}", rounds, *both)
                require_same(name, peer, a[0]["probabilities"], b[0]["probabilities"])
                way = b[0].get("way")
                rows.append([name, f"{peer}, {way}" if way else peer, *page.times(a, b), "2x, aim 4x"])
    return page.table(["network", "peer", "digits", "peer's time", "faster", "goal"], rows)


def require_same(name, peer, a, b):
    apart = max(abs(p - q) for p, q in zip(a, b))
    if apart > 1e-4:
        sys.exit(f"race: {name}: probabilities are up to {apart} apart from those of {peer}; nothing was compared")


def threads(rounds, size):
    """Two threads against one, training `cnn` by its own recipe, changed pictures included."""
    rows = min(size.rows, 12_800)
    one, two = (java("TrainingRace", CNN, "cnn", rows, n, size.warm_up) for n in (1, 2))
    with alive(two, one, (2, 1)) as both:
        a, b = in_turn("cnn, two threads and one", rounds, *both)
    row = [f"`cnn`, {rows} pictures", *page.times(a, b), "1.75x, aim 1.9x"]
    return page.table(["job", "two threads", "one thread", "faster", "goal"], [row])


def softmax(rounds, size):
    """Softmax regression against Tribuo, both on one thread."""
    mine = java("TrainingRace", "784 > dense 10", ADAM, size.rows, 1, size.warm_up)
    with alive(mine, java("SoftmaxTribuo", size.rows, size.warm_up), (1, 1)) as both:
        a, b = in_turn("softmax, Tribuo", rounds, *both)
    row = ["784-10, one epoch", *page.times(a, b), page.accuracies(a, b)]
    return page.table(["job", "digits", "Tribuo", "faster", "accuracy"], [row])


# Each with the libraries whose versions its table names.
RACES = {
    "classic": (classic, ["numpy", "sklearn"]),
    "products": (products, ["numpy"]),
    "epoch": (epoch, ["torch"]),
    "ninety-nine": (ninety_nine, ["torch"]),
    "picture": (picture, ["torch", "onnxruntime.jar"]),
    "threads": (threads, []),
    "softmax": (softmax, ["tribuo-classification-sgd.jar"]),
}


def main():
    words = sys.argv[1:]
    quick = "--quick" in words
    numbers = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit() and word != "--quick"]
    for name in names:
        if name not in RACES:
            sys.exit(f"race: no race is called {name}; expected {', '.join(RACES)}")
    rounds = 1 if quick else numbers[0] if numbers else 5
    for name in names or RACES:
        run, used = RACES[name]
        command = f"benchmarks/race {'--quick' if quick else rounds} {name}"
        text = page.report(command, used, run(rounds, Quick if quick else Real))
        print(text, flush=True)
        if not quick:
            page.write(name, text)


if __name__ == "__main__":
    main()
