"""The network that tells animals from fruits, and its training. Taught in lesson 18, word for word."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mlcourse.cnn import block
from mlcourse.training import loader, train_epoch


def new_network(seed: int) -> nn.Sequential:
    """Return the network before training, for one seed always with the same weights.

    Parameters
    ----------
    seed : int
        Of PyTorch's global generator, from which layers draw their weights.

    Returns
    -------
    Sequential
        Maps pictures of shape (n_rows, 3, height, width) to logits of shape (n_rows, 2); 23,938 parameters.
        Taught in lesson 18.
    """
    torch.manual_seed(seed)
    return nn.Sequential(
        block(3, 16), block(16, 32), block(32, 64), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 2)
    ).to(memory_format=torch.channels_last)


def fit(X: Tensor, y: Tensor, seed: int, n_epochs: int = 6) -> nn.Sequential:
    """Return a network trained on pictures, with a step size that falls from epoch to epoch.

    Parameters
    ----------
    X : Tensor of shape (n_pictures, 3, height, width)
        The pictures, from 0 to 1.
    y : Tensor of int64 of shape (n_pictures,)
        Their classes.
    seed : int
        Of the first weights, and of the order of the pictures.
    n_epochs : int, default=6
        How often each picture is seen.

    Returns
    -------
    Sequential
        Taught in lesson 18.
    """
    model = new_network(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, n_epochs)
    batches = loader(X, y, 64, shuffle=True, generator=torch.Generator().manual_seed(seed))
    for _ in range(n_epochs):
        train_epoch(model, batches, optimizer)
        schedule.step()
    return model


def probability(model: nn.Module, X: Tensor) -> NDArray[np.float32]:
    """Return the probability of *animal* for each picture.

    Parameters
    ----------
    model : Module
        Maps pictures to logits of shape (n_pictures, 2). Left in evaluation mode.
    X : Tensor of shape (n_pictures, 3, height, width)
        The pictures.

    Returns
    -------
    ndarray of shape (n_pictures,)
        Taught in lesson 18.
    """
    model.eval()
    with torch.no_grad():
        return model(X).softmax(dim=1)[:, 1].numpy()
