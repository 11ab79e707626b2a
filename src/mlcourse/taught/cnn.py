"""Taught in the lesson cnn, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from mlcourse.taught.lightning import Judged


# Exercise 1 · Batch norm
def batch_norm(X, scale, shift):
    """Return each channel of a batch at mean 0 and variance 1, then stretched and shifted."""
    ### BEGIN SOLUTION
    mean = X.mean(dim=(0, 2, 3), keepdim=True)  # (1, n_channels, 1, 1)
    variance = X.var(dim=(0, 2, 3), correction=0, keepdim=True)
    normed = (X - mean) / torch.sqrt(variance + 1e-5)
    return scale[:, None, None] * normed + shift[:, None, None]
    ### END SOLUTION


# A pool, or a stride
def pooled_block(n_in, n_out):
    """Return convolution, pooling, batch norm and activation: more channels, half the height and width."""
    return nn.Sequential(
        nn.Conv2d(n_in, n_out, kernel_size=3, padding=1),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(n_out),
        nn.ReLU(),
    )


# A pool, or a stride
def block(n_in, n_out):
    """Return convolution with stride 2, batch norm and activation: more channels, half the height and width."""
    return nn.Sequential(
        nn.Conv2d(n_in, n_out, kernel_size=4, stride=2, padding=1),
        nn.BatchNorm2d(n_out),
        nn.ReLU(),
    )


# Exercise 2 · The network
class CNN(nn.Module):
    """Three blocks and a dense layer, from pictures to logits."""

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.blocks = nn.Sequential(block(1, 16), block(16, 48), block(48, 96))
        self.dense = nn.Linear(96 * 3 * 3, 10)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return self.dense(self.blocks(X).flatten(1))
        ### END SOLUTION


# Exercise 2 · The network
def new_network(seed=7):
    """Return the network before training, each time with the same weights."""
    torch.manual_seed(seed)
    return CNN().to(memory_format=torch.channels_last)  # how it lies in memory: the same network, but faster


# Exercise 3 · Toss a coin
def flip(X):
    """Mirror about half of the pictures left to right, each by its own toss of a coin."""
    ### BEGIN SOLUTION
    heads = torch.rand(len(X), 1, 1, 1, device=X.device) < 0.5
    return torch.where(heads, X.flip(3), X)
    ### END SOLUTION


# One cycle
class OneCycle(Judged):
    """Lesson 17's judged classifier: flips by turns, smoothed labels, and a step size that rises and falls once."""

    def training_step(self, batch, batch_idx):
        X, y = batch
        if self.current_epoch % 2 == 1:
            X = X.flip(3)
        logits = self(X)
        self.log("train_loss", cross_entropy(logits, y), on_step=False, on_epoch=True, batch_size=len(y))
        return cross_entropy(logits, y, label_smoothing=0.1)

    def configure_optimizers(self):
        optimizer = torch.optim.AdamW(self.parameters(), lr=self.learning_rate)
        n_steps = self.trainer.estimated_stepping_batches  # of the whole training
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, self.learning_rate, n_steps)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


# Asked from both sides
def both_sides(network, X):
    """Return the mean of the logits for pictures and for their mirror images."""
    return (network(X) + network(X.flip(3))) / 2


# Exercise 4 · How many were found?
def recalls(matrix):
    """Return of each class which share of its rows was found."""
    ### BEGIN SOLUTION
    return np.diag(matrix) / matrix.sum(axis=1)
    ### END SOLUTION


# A way around
def first_slope(n_layers, skips, seed=7):
    """Return how large the slope is at the first convolution, as a share of the one at the last."""
    torch.manual_seed(seed)
    layers = [nn.Conv2d(16, 16, kernel_size=3, padding=1) for _ in range(n_layers)]
    X = torch.randn(8, 16, 7, 7)
    for layer in layers:
        made = torch.relu(layer(X))
        X = X + made if skips else made
    X.square().mean().backward()
    first, last = (layers[k].weight.grad.norm().item() for k in (0, -1))
    return first / last
