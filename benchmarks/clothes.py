"""Fashion-MNIST in the three parts of lesson 19, and what else the benchmarks share that train on it."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from mlcourse import data
from mlcourse.taught.what_is_machine_learning import split

N_TRAIN = 55_000
Part = tuple[Tensor, Tensor]  # pictures (n_rows, 1, 28, 28) between 0 and 1, classes (n_rows,)


def parts(n_train: int = N_TRAIN) -> tuple[Part, Part, Part]:
    """Return train, validation and test, as lesson 19 splits them; of the train rows, the first `n_train`."""
    train, validation = split(60_000, N_TRAIN, np.random.default_rng(7))
    known, unseen = (data.load_fashion_mnist(train=part) for part in (True, False))
    X, y = known.data[:, None] / 255, known.targets
    train = train[:n_train]
    return (X[train], y[train]), (X[validation], y[validation]), (unseen.data[:, None] / 255, unseen.targets)


def once(network: nn.Module, X: Tensor) -> Tensor:
    """Return the logits of pictures as they are."""
    return network(X)


def accuracy(network: nn.Module, part: Part, ask: Callable[[nn.Module, Tensor], Tensor] = once) -> float:
    """Return the share of rows whose highest logit is the truth's."""
    network.eval()
    with torch.no_grad():
        answers = torch.cat([ask(network, X).argmax(dim=1) for X in part[0].split(1000)])
    return (answers == part[1]).double().mean().item()


def computes_in_bfloat16() -> bool:
    """Return whether the processor has instructions for numbers of 16 bits, as PyTorch tells."""
    has = torch.cpu.get_capabilities()
    return any(has.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))
