"""Writes the golden values of a small convolutional network, computed with PyTorch 1.13 in float64.

    python3 core/src/test/python/golden_convolutional.py

PyTorch finds the gradients by itself. Its arrays are turned into the layout of the Java code here: activations
[example, channel, row, column], weights of convolutions [channel, row, column, output], of dense layers [input,
output]. Parameters are named as in the Java code, by the number of their layer. The format is that of
golden_two_layer.py.

    pixels, labels           random pictures, [35, 48] and [35]
    rows                     the examples whose activations are written
    p.0.weight ...           the initial parameters
    y.0 ...                  what layer 0 leaves with in training, [rows, numbers]
    d.0.weight ...           gradients of the cross-entropy with labels smoothed by 0.1, in training
    batch.1.mean ...         mean and biased variance of what the normalisation is given, in training
    losses                   mean cross-entropy, not smoothed, before each of 5 steps of plain descent at 0.5 and
                             after the last, in training
    after.0.weight ...       the parameters then; means and variances followed those of the batch by 0.1 a step
    inference.logits         of the rows, with these means and variances
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from golden_two_layer import CORE, write

TARGET = CORE / "src/test/resources/digits/golden/convolutional.txt.gz"
ARCHITECTURE = (
    "6x8 > conv 3 3x3 pad 1 > batchnorm > relu > residual(conv 3 3x3 pad 1 > batchnorm > tanh) > maxpool 2"
    " > conv 4 3x3 stride 2 pad 1 > gelu > avgpool 2 > dropout 0 > flatten > dense 5 > sigmoid > dense 3"
)
EXAMPLES = 35
ROWS = [0, 1, 31, 32, 34]
STEPS = 5
RATE = 0.5
FOLLOW = 0.1
SMOOTHING = 0.1
EPSILON = 1e-5

WEIGHTS = {
    "0.": (1, 3, 3, 3),
    "3.0.": (3, 3, 3, 3),
    "5.": (3, 3, 3, 4),
    "10.": (4, 5),
    "12.": (5, 3),
}
NORMS = ["1.", "3.1."]


def initial_parameters():
    theta = {}
    for prefix, shape in WEIGHTS.items():
        inputs = np.prod(shape[:-1])
        theta[prefix + "weight"] = torch.randn(shape) / inputs**0.5
        theta[prefix + "bias"] = 0.2 * torch.randn(shape[-1])
    for prefix in NORMS:
        theta[prefix + "scale"] = 1 + 0.3 * torch.randn(3)
        theta[prefix + "shift"] = 0.3 * torch.randn(3)
        theta[prefix + "mean"] = 0.1 * torch.randn(3)
        theta[prefix + "variance"] = 0.5 + torch.rand(3)
    return theta


def conv(theta, prefix, x, **sizes):
    return F.conv2d(x, theta[prefix + "weight"].permute(3, 0, 1, 2), theta[prefix + "bias"], **sizes)


def dense(theta, prefix, x):
    return F.linear(x, theta[prefix + "weight"].T, theta[prefix + "bias"])


def norm(theta, prefix, x, training, seen):
    seen[prefix + "mean"] = x.mean((0, 2, 3)).detach()
    seen[prefix + "variance"] = x.var((0, 2, 3), unbiased=False).detach()
    statistics = (None, None) if training else (theta[prefix + "mean"], theta[prefix + "variance"])
    return F.batch_norm(x, *statistics, theta[prefix + "scale"], theta[prefix + "shift"], training, eps=EPSILON)


def forward(theta, pixels, training):
    seen = {}
    x = pixels.reshape(EXAMPLES, 1, 6, 8) / 255
    y = [conv(theta, "0.", x, padding=1)]
    y.append(norm(theta, "1.", y[-1], training, seen))
    y.append(F.relu(y[-1]))
    change = conv(theta, "3.0.", y[-1], padding=1)
    change = torch.tanh(norm(theta, "3.1.", change, training, seen))
    y.append(y[-1] + change)
    y.append(F.max_pool2d(y[-1], 2))
    y.append(conv(theta, "5.", y[-1], stride=2, padding=1))
    y.append(F.gelu(y[-1], approximate="tanh"))
    y.append(F.avg_pool2d(y[-1], 2))
    y.append(F.dropout(y[-1], 0.0))
    y.append(y[-1].flatten(1))
    y.append(dense(theta, "10.", y[-1]))
    y.append(torch.sigmoid(y[-1]))
    y.append(dense(theta, "12.", y[-1]))
    return y, seen


def gradients(theta, pixels, labels):
    learned = [name for name in theta if not name.endswith(("mean", "variance"))]
    leaves = {name: value.clone().requires_grad_(name in learned) for name, value in theta.items()}
    y, seen = forward(leaves, pixels, training=True)
    loss = F.cross_entropy(y[-1], labels, label_smoothing=SMOOTHING)
    found = torch.autograd.grad(loss, [leaves[name] for name in learned])
    return dict(zip(learned, found)), y, seen, F.cross_entropy(y[-1], labels)


def step(theta, gradient, seen):
    after = {name: theta[name] - RATE * gradient[name] for name in gradient}
    after.update({name: theta[name] + FOLLOW * (seen[name] - theta[name]) for name in seen})
    return after


def golden_values():
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    pixels = torch.randint(0, 256, (EXAMPLES, 48))
    labels = torch.randint(0, 3, (EXAMPLES,))
    theta = initial_parameters()
    values = {"pixels": pixels, "labels": labels, "rows": torch.tensor(ROWS)}
    values.update({"p." + name: value for name, value in theta.items()})
    gradient, y, seen, _ = gradients(theta, pixels, labels)
    values.update({f"y.{i}": y[i][ROWS].flatten(1) for i in range(len(y))})
    values.update({"d." + name: value for name, value in gradient.items()})
    values.update({"batch." + name: value for name, value in seen.items()})
    losses = []
    for _ in range(STEPS):
        gradient, _, seen, loss = gradients(theta, pixels, labels)
        losses.append(loss)
        theta = step(theta, gradient, seen)
    losses.append(gradients(theta, pixels, labels)[3])
    values["losses"] = torch.stack(losses)
    values.update({"after." + name: value for name, value in theta.items()})
    values["inference.logits"] = forward(theta, pixels, training=False)[0][-1][ROWS]
    return {name: value.detach().numpy() for name, value in values.items()}


if __name__ == "__main__":
    assert torch.__version__.startswith("1.13"), torch.__version__
    write(golden_values(), TARGET, "convolutional network " + ARCHITECTURE, Path(__file__).name)
