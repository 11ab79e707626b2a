"""Taught in the lesson animals_and_fruits, and cut out of it by `mlcourse build`: edit the lesson."""

import tempfile

import lightning as L
import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset
from torchvision.transforms import v2

from mlcourse.taught.cnn import pooled_block
from mlcourse.taught.decisions import balanced_error
from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.taught.logistic_regression import fit_logistic, log_loss_of_score, sigmoid
from mlcourse.taught.nearest_neighbors import folds
from mlcourse.trainer import curves, trainer_options


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


# One tile, many pictures
def as_images(X):
    """Return tensors of pictures as arrays with the channels last, for drawing."""
    return X.permute(0, 2, 3, 1).numpy()


# How good is it?
def new_network(seed):
    """Return the network before training, for one seed always with the same weights."""
    torch.manual_seed(seed)
    return nn.Sequential(
        pooled_block(3, 16), pooled_block(16, 32), pooled_block(32, 64),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 2),
    ).to(memory_format=torch.channels_last)  # fmt: skip


# How good is it?
class Falling(Judged):
    """Lesson 17's judged classifier, with a step size that falls to zero."""

    def configure_optimizers(self):
        optimizer = super().configure_optimizers()
        return [optimizer], [torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, self.trainer.max_epochs)]


# How good is it?
def fit(X, y, seed, n_epochs=6, validation=None, log=None):
    """Return a network trained on pictures; what was logged in each epoch goes into the dictionary `log`."""
    model = Falling(new_network(seed), learning_rate=0.003, n_classes=2)
    with tempfile.TemporaryDirectory() as folder:
        options = {"accelerator": "cpu", "enable_checkpointing": False, **trainer_options(folder)}
        trainer = L.Trainer(max_epochs=n_epochs, limit_val_batches=1.0 if validation else 0, **options)
        trainer.fit(model, datamodule=ThreeParts((X, y), validation, batch_size=64, seed=seed))
        if log is not None:
            log |= curves(folder)
    return model.model


# How good is it?
def probability(model, X):
    """Return the probability of *animal* for each picture."""
    model.eval()
    with torch.no_grad():
        return model(X).softmax(dim=1)[:, 1].numpy()


# How good is it?
def grade(network, X, y):
    """Return the balanced error of a network on some pictures: each kind counts one half, as in lesson 06."""
    return balanced_error(y.numpy(), probability(network, X) > 0.5)


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


# Every species once
def balanced_mean(values, classes):
    """Return the mean of the animals' mean and the fruits' mean; of one kind alone, its mean."""
    return np.mean([values[classes == kind].mean() for kind in np.unique(classes)])


# How sure are we?
def interval(right, classes, rng, n_draws=2000):
    """Return the middle 95 % of the balanced means of samples drawn with replacement from our things."""
    means, kinds = np.zeros(n_draws), np.unique(classes)
    for kind in kinds:
        values = right[classes == kind]
        means += rng.choice(values, size=(n_draws, len(values))).mean(axis=1) / len(kinds)
    return np.quantile(means, [0.025, 0.975])


# Exercise 4 · Paired
def paired(one, other):
    """Return for each thing how much more often the one was right than the other."""
    ### BEGIN SOLUTION
    return one.mean(axis=0) - other.mean(axis=0)  # (n_rows,)
    ### END SOLUTION


# What somebody else's network has seen
def as_many(rows, classes):
    """Return the rows with fruits repeated until there are as many of them as animals."""
    animals, fruits = (rows[classes[rows] == kind] for kind in (1, 0))
    return np.concatenate([animals, np.resize(fruits, len(animals))])


# What somebody else's network has seen
def transfer(X, y, parts, choices=(30, 100, 300, 1000)):
    """Return for each row the probability of *animal*, learned from the other folds; the next one chose the steps."""
    answer, everything = np.zeros(len(y)), np.arange(len(y))
    for part, validation in zip(parts, [*parts[1:], parts[0]], strict=True):
        train = as_many(np.setdiff1d(everything, [*part, *validation]), y)
        costs = []
        for n_steps in choices:
            w, b = fit_logistic(X[train], y[train], n_steps)
            costs.append(log_loss_of_score(y[validation], X[validation] @ w + b))
        others = as_many(np.setdiff1d(everything, part), y)
        w, b = fit_logistic(X[others], y[others], choices[np.argmin(costs)])
        answer[part] = sigmoid(X[part] @ w + b)
    return answer
