"""The convolutional network of lesson 17, and the pictures that it learns from. Taught in lesson 17.

The class and the two functions are those of the lesson, word for word, but for the sentences that refuse what cannot
work.
"""

import torch
from torch import Tensor, nn


def block(n_in: int, n_out: int) -> nn.Sequential:
    """Return convolution, pooling, batch norm and activation: more channels, half the height and width.

    Parameters
    ----------
    n_in, n_out : int
        Channels that come in, and that go out.

    Returns
    -------
    Sequential
        Maps pictures of shape (n_rows, n_in, height, width) to (n_rows, n_out, height // 2, width // 2).
        Taught in lesson 17.
    """
    return nn.Sequential(
        nn.Conv2d(n_in, n_out, kernel_size=3, padding=1),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(n_out),
        nn.ReLU(),
    )


class CNN(nn.Module):
    """Three blocks and a dense layer, from pictures to logits.

    It maps gray pictures of shape (n_rows, 1, 28, 28) to logits of shape (n_rows, 10), and has 57,658 parameters.
    Taught in lesson 17.
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.Sequential(block(1, 16), block(16, 48), block(48, 96))
        self.dense = nn.Linear(96 * 3 * 3, 10)

    def forward(self, X: Tensor) -> Tensor:
        """Return the logits of some pictures."""
        return self.dense(self.blocks(X).flatten(1))


def flip(X: Tensor) -> Tensor:
    """Mirror about half of the pictures left to right, each by its own toss of a coin.

    Parameters
    ----------
    X : Tensor of shape (n_rows, n_channels, height, width)
        Pictures. Not modified.

    Returns
    -------
    Tensor of shape (n_rows, n_channels, height, width)
        A new tensor. The coins come from PyTorch's global generator. Taught in lesson 17.
    """
    heads = torch.rand(len(X), 1, 1, 1, device=X.device) < 0.5
    return torch.where(heads, X.flip(3), X)


def new_cnn(seed: int = 7) -> CNN:
    """Return the network before training, for one seed always with the same weights.

    Parameters
    ----------
    seed : int, default=7
        Of PyTorch's global generator, from which layers draw their weights, and `flip` its coins.

    Returns
    -------
    CNN
        Its weights lie in memory with the channels last, which changes no result and saves about a third of the time.
    """
    torch.manual_seed(seed)
    return CNN().to(memory_format=torch.channels_last)
