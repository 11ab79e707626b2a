"""Wrong answers to the exercises of animals_and_fruits, each with words of the sentence that it must get."""

from mlcourse.taught import animals_and_fruits as ours
from tests.wrong.answers import written

TILES = {
    "picture = self.pictures[i] -> torch.manual_seed(i); picture = self.pictures[i]": "PyTorch's seed",
    "picture = self.pictures[i] -> picture = self.pictures[i].mul_(2)": "",
    "picture = self.pictures[i] -> picture = self.pictures[i]; self.pictures[2] = 0": "",
    "picture = self.transform(picture) -> self.transform(picture)": "is dropped",
    "picture = self.transform(picture) -> torch.manual_seed(7); picture = self.transform(picture)": "",
    "picture, self.classes[i] -> picture, self.classes": "all pictures",
    "self.classes[i] -> self.classes[i].item()": "leave it a tensor",
    "self.classes[i] -> int(self.classes[i])": "leave it a tensor",
    "self.classes[i] -> str(self.classes[i])": "leave it a tensor",
    "return picture, self.classes[i] -> return picture.numpy(), self.classes[i]": "leave it a tensor",
    "return picture, self.classes[i] -> return {'picture': picture, 'class': self.classes[i]}": "expected a pair",
    "return picture, self.classes[i] -> return picture, self.classes[i - 1]": "",
    "len(self.pictures) -> 125": "",
    "self.transform(picture) -> self.transform(self.transform(picture))": "",
}

SPLIT = {
    "rng.permutation(np.unique(species)) -> rng.permutation(len(np.unique(species)))": "without a gap",
    "rng.permutation(np.unique(species)) -> rng.permutation(species.max() + 1)": "",
    "rng.permutation -> np.random.permutation": "NumPy's own random numbers",
    """
    train = np.isin(species, rng.permutation(np.unique(species))[:-n_test])
    test = np.isin(species, rng.permutation(np.unique(species))[:n_test])
    np.flatnonzero(train), np.flatnonzero(test)
    """: "drawn one by one",
    """
    test = []
    for number in rng.permutation(np.unique(species)):
        if len(test) < n_test:
            test.extend(np.flatnonzero(species == number))
    np.setdiff1d(np.arange(len(species)), test), np.array(test)
    """: "until there are `n_test` *rows*",
    """
    species = np.repeat(np.arange(125), 50)
    is_test = np.isin(species, rng.permutation(125)[:n_test])
    np.flatnonzero(~is_test), np.flatnonzero(is_test)
    """: "does it look at another one?",
    """
    shuffled = rng.permutation(np.unique(species))
    shuffled[n_test:], shuffled[:n_test]
    """: "numbers of *species*",
    "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> species[~is_test], species[is_test]": "Return row numbers",
    "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> list(species[~is_test]), list(species[is_test])": "these are "
    "species, one for each row",
    "[:n_test] -> [: n_test + 1]": "9, with n_test = 8",
    "[:n_test] -> [:24]": "24, with n_test = 8",
    "np.flatnonzero(~is_test), -> np.arange(len(species)),": "are in train, too came out as 'all', expected 'none'",
    "is_test = np -> species.sort(); is_test = np": "changed its own input",
    "np.flatnonzero(is_test) -> np.flatnonzero(is_test) + 0.0": "expected a pair",
    "[:n_test] -> [:1]": "1, with n_test = 8",
    "test_species = -> rng = np.random.default_rng(); test_species =": "",
}

PAIRED = {
    "other.mean(axis=0) - one.mean(axis=0)": "swapped",
    "(one ^ other).mean(axis=0)": "without its sign",
    "np.logical_xor(one, other).mean(axis=0)": "without its sign",
    "(one != other).mean(axis=0)": "without its sign",
    "(one - other).mean(axis=0)": "numpy boolean subtract",
    "one * 1 - other": "a row for each repeat",
    "one.mean(axis=0) - other.mean(axis=0) -> one[1:].mean(axis=0) - other[1:].mean(axis=0)": "",
    "one.mean(axis=0) - other.mean(axis=0) -> one[-4:].mean(axis=0) - other[-4:].mean(axis=0)": "",
    "return one.mean -> one[:] = True; return one.mean": "",
}

WRONG = {
    "Tiles": written(ours.Tiles, TILES),
    "split_by_species": written(ours.split_by_species, SPLIT),
    "paired": written(ours.paired, PAIRED),
}
