"""784-10-10 for a few epochs (ten) at batch 128 with scikit-learn's MLPClassifier, Adam, rate 0.01.

usage: two_layer_sklearn.py [SEED] [EPOCHS]

Prints one line of JSON with the seconds of the fit and the accuracy on the 10,000 test images.
"""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from classic_numpy import read


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    X = (read("train-images-idx3-ubyte", 16).reshape(-1, 784) / 255).astype(np.float32)
    y = read("train-labels-idx1-ubyte", 8)
    model = MLPClassifier(
        (10,), batch_size=128, learning_rate_init=0.01, max_iter=epochs, n_iter_no_change=100, random_state=seed
    )
    begin = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # these epochs are all it gets
        model.fit(X, y)
    seconds = time.perf_counter() - begin
    tests = (read("t10k-images-idx3-ubyte", 16).reshape(-1, 784) / 255).astype(np.float32)
    accuracy = float(model.score(tests, read("t10k-labels-idx1-ubyte", 8)))
    print(json.dumps({"seconds": round(seconds, 3), "test_accuracy": accuracy, "epochs": model.n_iter_, "seed": seed}))


if __name__ == "__main__":
    main()
