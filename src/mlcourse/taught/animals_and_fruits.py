"""Taught in the lesson animals_and_fruits, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset
from torchvision.transforms import v2

from mlcourse.taught.cnn import block
from mlcourse.taught.nearest_neighbors import folds
from mlcourse.taught.pytorch import loader, train_epoch


# Exercise 1 · A `Dataset`
class Tiles(Dataset):
    """Pictures with their classes, one at a time, each changed by a transform whenever it is asked for."""

    def __init__(self, pictures, classes, transform=None):
        self.pictures, self.classes, self.transform = pictures, classes, transform

    def __len__(self):
        ### BEGIN SOLUTION
        return len(self.pictures)
        ### END SOLUTION

    def __getitem__(self, i):
        picture = self.pictures[i]
        ### BEGIN SOLUTION
        if self.transform is not None:
            picture = self.transform(picture)
        return picture, self.classes[i]
        ### END SOLUTION


# One tile, many pictures
class OnGround(nn.Module):
    """Lay a picture with transparent places on a ground of one random color."""

    def forward(self, picture):
        color = torch.rand(3, 1, 1)
        alpha = picture[3:]  # (1, height, width)
        return alpha * picture[:3] + (1 - alpha) * color


# One tile, many pictures
def augmentation(hue=0.0):
    """Return the transform that makes a new picture of a tile, another one each time."""
    return v2.Compose(
        [
            v2.RandomHorizontalFlip(),
            v2.RandomAffine(degrees=20, translate=(0.1, 0.1), scale=(0.7, 1.1)),
            OnGround(),
            v2.Resize(32),
            v2.ColorJitter(brightness=0.2, contrast=0.2, saturation=0.2, hue=hue),
        ]
    )


# One tile, many pictures
def draw_copies(tiles, n_copies, seed):
    """Ask a data set for each of its pictures several times, and keep what it gives."""
    torch.manual_seed(seed)
    rows = np.repeat(np.arange(len(tiles)), n_copies)
    pictures, classes = zip(*[tiles[row] for row in rows], strict=True)
    return torch.stack(pictures).contiguous(memory_format=torch.channels_last), torch.stack(classes), rows


# A split that flatters
def new_network(seed):
    """Return the network before training, for one seed always with the same weights."""
    torch.manual_seed(seed)
    return nn.Sequential(
        block(3, 16), block(16, 32), block(32, 64), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 2)
    ).to(memory_format=torch.channels_last)


# A split that flatters
def fit(X, y, seed, n_epochs=6):
    """Return a network trained on pictures, with a step size that falls from epoch to epoch."""
    model = new_network(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, n_epochs)
    batches = loader(X, y, 64, shuffle=True, generator=torch.Generator().manual_seed(seed))
    for _ in range(n_epochs):
        train_epoch(model, batches, optimizer)
        schedule.step()
    return model


# A split that flatters
def probability(model, X):
    """Return the probability of *animal* for each picture."""
    model.eval()
    with torch.no_grad():
        return model(X).softmax(dim=1)[:, 1].numpy()


# Exercise 3 · Split by species
def split_by_species(species, n_test, rng):
    """Return the train rows and the test rows, so that no species is on both sides."""
    ### BEGIN SOLUTION
    test_species = rng.permutation(np.unique(species))[:n_test]
    is_test = np.isin(species, test_species)
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)
    ### END SOLUTION


# Every species once
def deal(species, classes, n_folds, rng):
    """Deal the rows into folds: no species is in two of them, and both kinds are in each."""
    dealt = [[] for _ in range(n_folds)]
    for kind in (0, 1):
        members = np.unique(species[classes == kind])
        for fold, part in zip(dealt, folds(len(members), n_folds, rng), strict=True):
            fold.append(members[part])
    return [np.flatnonzero(np.isin(species, np.concatenate(fold))) for fold in dealt]


# Every species once
def on_white(tiles):
    """Return tiles as they are judged: on white, in the network's size, nothing changed at random."""
    alpha = tiles[:, 3:]
    return v2.Resize(32)(alpha * tiles[:, :3] + (1 - alpha))


# Exercise 4 · Pooled
def balanced_accuracy(truths, predictions):
    """Return the mean of the two kinds' shares of right answers, counted over all folds together."""
    ### BEGIN SOLUTION
    y, prediction = np.concatenate(truths), np.concatenate(predictions)
    return np.mean([np.mean(prediction[y == kind] == kind) for kind in (0, 1)])
    ### END SOLUTION


# How sure are we?
def interval(right, classes, rng, n_draws=2000):
    """Return between which two numbers 95 % of the balanced means lie if other things had been drawn."""
    means = np.zeros(n_draws)
    for kind in (0, 1):
        values = right[classes == kind]
        means += rng.choice(values, size=(n_draws, len(values))).mean(axis=1) / 2
    return np.quantile(means, [0.025, 0.975])
