"""Reads a model file by the published safetensors format, with nothing of this project.

    python3 core/src/test/python/read_model.py MODEL.safetensors

Prints a line "name shape CRC32" for each tensor in the order of the file, such as "0.weight 784x10 1a2b3c4d".
"""

import json
import sys
import zlib
from pathlib import Path

import numpy as np


def tensors(path):
    """Name and array of each tensor: 8 bytes little-endian N, N bytes of JSON, then the numbers."""
    content = Path(path).read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    numbers = content[8 + length :]
    header.pop("__metadata__")
    for name, tensor in header.items():
        assert tensor["dtype"] == "F32", tensor
        begin, end = tensor["data_offsets"]
        yield name, np.frombuffer(numbers[begin:end], dtype="<f4").reshape(tensor["shape"])


if __name__ == "__main__":
    for name, array in tensors(sys.argv[1]):
        print(name, "x".join(map(str, array.shape)), f"{zlib.crc32(array.tobytes()):08x}")
