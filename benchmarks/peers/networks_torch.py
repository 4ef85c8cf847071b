"""Our architectures, recipes and data for PyTorch, which gets the pixels as floats beforehand."""

import dataclasses
import math

import torch
from torch import nn

from classic_numpy import read


def network(text):
    """The network of a text such as "28x28 > conv 24 5x5 > relu > flatten > dense 10"."""
    sizes, *layers = text.split(" > ")
    shape = [1] + [int(size) for size in sizes.split("x")] if "x" in sizes else [int(sizes)]
    modules = []
    for layer in layers:
        module = one(layer.split(), shape)
        shape = list(module(torch.zeros(2, *shape)).shape[1:])
        modules.append(module)
    return nn.Sequential(*modules)


def one(words, shape):
    if words[0] == "conv":
        options = dict(zip(words[3::2], map(int, words[4::2])))
        kernel = int(words[2].split("x")[0])
        return nn.Conv2d(
            shape[0], int(words[1]), kernel, stride=options.get("stride", 1), padding=options.get("pad", 0)
        )
    if words[0] == "dense":
        return nn.Linear(shape[0], int(words[1]))
    if words[0] == "maxpool":
        return nn.MaxPool2d(int(words[1]))
    if words[0] == "dropout":
        return nn.Dropout(float(words[1]))
    if words[0] == "batchnorm":
        return nn.BatchNorm2d(shape[0])
    return {"relu": nn.ReLU, "flatten": nn.Flatten}[words[0]]()


@dataclasses.dataclass(frozen=True)
class Recipe:
    batch: int
    rate: float
    betas: tuple
    one_cycle: tuple  # the share of steps that go up, the factors to begin and to end with; or empty
    epochs: int = 1
    label_smoothing: float = 0

    def factor(self, step, steps):
        if not self.one_cycle:
            return 1.0
        warm_up, start, end = self.one_cycle
        top = warm_up * steps
        if step < top:
            return 1 + (start - 1) * (1 + math.cos(math.pi * step / top)) / 2
        return end + (1 - end) * (1 + math.cos(math.pi * (step - top) / (steps - top))) / 2


# RacesTest holds this one against digits.zoo's:
# batch 256, 2 epochs, Adam[beta1=0.7, beta2=0.9, epsilon=1.0E-8, weightDecay=0.0] at 0.01, OneCycle[warmUp=0.3, start=0.04, end=1.0E-4], HE, labels smoothed by 0.05
FAST = Recipe(256, 0.01, (0.7, 0.9), (0.3, 0.04, 0.0001), 2, 0.05)

RECIPES = {"adam": Recipe(128, 0.001, (0.9, 0.999), ()), "fast": dataclasses.replace(FAST, epochs=1)}


def data(part, text):
    """Pixels 0 to 1 in the form the network takes, and labels."""
    x = torch.from_numpy(read(f"{part}-images-idx3-ubyte", 16).copy()).float().div_(255)
    x = x.reshape(-1, 1, 28, 28) if text.startswith("28x28") else x.reshape(-1, 784)
    return x, torch.from_numpy(read(f"{part}-labels-idx1-ubyte", 8).copy()).long()


def train(net, recipe, x, y, go_on=lambda step: True):
    """Trains until the epochs are over or `go_on`, asked after every step, says no."""
    adam = torch.optim.Adam(net.parameters(), recipe.rate, recipe.betas)
    loss_of = nn.CrossEntropyLoss(label_smoothing=recipe.label_smoothing)
    steps = recipe.epochs * math.ceil(len(y) / recipe.batch)
    step = 0
    for _ in range(recipe.epochs):
        for rows in torch.randperm(len(y)).split(recipe.batch):
            adam.param_groups[0]["lr"] = recipe.rate * recipe.factor(step, steps)
            adam.zero_grad(set_to_none=True)
            loss_of(net(x[rows]), y[rows]).backward()
            adam.step()
            step += 1
            if not go_on(step):
                return


def accuracy(net, x, y):
    net.eval()
    with torch.inference_mode():
        right = sum(int((net(a).argmax(1) == b).sum()) for a, b in zip(x.split(500), y.split(500)))
    net.train()
    return right / len(y)
