"""One picture at a time through a trained network with PyTorch, on one thread.

usage: one_picture_torch.py FILE SECONDS

FILE is what trained_torch.py wrote. The job of OnePicture.java; pictures are tensors beforehand. It
is tried as it is, traced and frozen, and optimised for inference; the fastest of these races.
"""

import sys

import torch

import networks_torch as networks
import rounds

PICTURES = 1_000


def main():
    torch.set_num_threads(1)
    seconds = float(sys.argv[2])
    saved = torch.load(sys.argv[1])
    net = networks.network(saved["architecture"])
    net.load_state_dict(saved["state"])
    net = torch.nn.Sequential(net, torch.nn.Softmax(1)).eval()
    pictures = list(networks.data("t10k", saved["architecture"])[0][:PICTURES].split(1))
    with torch.inference_mode():
        frozen = torch.jit.freeze(torch.jit.trace(net, pictures[0]))
        ways = {
            "eager": net,
            "traced and frozen": frozen,
            "optimised for inference": torch.jit.optimize_for_inference(torch.jit.trace(net, pictures[0])),
        }
        at = 0

        def pass_through(way):
            nonlocal at
            at = (at + 1) % PICTURES
            return way(pictures[at])

        times = {}
        for name, way in ways.items():
            rounds.repeat(seconds, lambda: pass_through(way))
            times[name] = rounds.repeat(seconds, lambda: pass_through(way))
        best = min(times, key=times.get)

        def timed(_):
            time = rounds.repeat(seconds, lambda: pass_through(ways[best]))
            return {"seconds": time, "probabilities": ways[best](pictures[0])[0].tolist(), "way": best}

        rounds.answer(timed)


if __name__ == "__main__":
    main()
