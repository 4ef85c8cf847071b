"""Trains a network a little with PyTorch and writes it in three forms, for the race of one picture.

usage: trained_torch.py ARCHITECTURE STEPS FILE

Writes FILE.pt for PyTorch, FILE.onnx, from "picture" to "probabilities", and FILE.floats: the
parameters as digits has them, dense [inputs, outputs], convolutions [C, K, K, outputs].
Prints one line of JSON.
"""

import json
import sys

import torch

import networks_torch as networks


def floats(module):
    if isinstance(module, torch.nn.Linear):
        return [module.weight.t(), module.bias]
    if isinstance(module, torch.nn.Conv2d):
        return [module.weight.permute(1, 2, 3, 0), module.bias]
    if isinstance(module, torch.nn.BatchNorm2d):
        return [module.weight, module.bias, module.running_mean, module.running_var]
    return []


def main():
    text, steps, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    torch.manual_seed(1)
    net = networks.network(text)
    networks.train(net, networks.RECIPES["adam"], *networks.data("train", text), lambda step: step < steps)
    torch.save({"architecture": text, "state": net.state_dict()}, file + ".pt")
    with open(file + ".floats", "wb") as out:
        for part in (part for module in net for part in floats(module)):
            out.write(part.detach().contiguous().numpy().tobytes())
    first = [] if text.startswith("28x28") else [torch.nn.Flatten()]
    whole = torch.nn.Sequential(*first, net, torch.nn.Softmax(1)).eval()
    names = {"input_names": ["picture"], "output_names": ["probabilities"]}
    torch.onnx.export(whole, torch.zeros(1, 1, 28, 28), file + ".onnx", opset_version=13, **names)
    print(json.dumps({"steps": steps}))


if __name__ == "__main__":
    main()
