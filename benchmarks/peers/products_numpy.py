"""Products of matrices with numpy's BLAS, in float32.

usage: products_numpy.py SECONDS

The job of Products.java. A line is "multiply M N K" for [M,K] times [K,N], or one of the three
products of a layer with x [M,K], w [K,N] and dy [M,N]: "forward M N K" (x w), "inputGradient M N K"
(dy wᵀ), "weightGradient M N K" (xᵀ dy). For convolutions x has been unfolded beforehand, which is
not timed, and dx is not folded again. The answer has the seconds of one.
"""

import sys

import numpy as np

import rounds


def body(line):
    name, *sizes = line.split()
    m, n, k = map(int, sizes)
    random = np.random.default_rng(1)
    x, w, dy = (random.random(shape, np.float32) - np.float32(0.5) for shape in ((m, k), (k, n), (m, n)))
    if name == "inputGradient":
        a, b = dy, w.T
    elif name == "weightGradient":
        a, b = x.T, dy
    else:
        a, b = x, w
    out = np.empty((a.shape[0], b.shape[1]), np.float32)
    return lambda: np.matmul(a, b, out=out)


def main():
    seconds = float(sys.argv[1])
    bodies = {}

    def timed(line):
        if line not in bodies:
            bodies[line] = body(line)
            rounds.repeat(4 * seconds, bodies[line])
        return {"seconds": rounds.repeat(seconds, bodies[line])}

    rounds.answer(timed)


if __name__ == "__main__":
    main()
