"""Taught in the lesson what_is_machine_learning, and cut out of it by `mlcourse build`: edit the lesson."""


# Exercise 3 · Split
def split(n_samples, n_train, rng):
    """Return the numbers of the train rows and of the test rows, in random order."""
    ### BEGIN SOLUTION
    shuffled = rng.permutation(n_samples)
    return shuffled[:n_train], shuffled[n_train:]
    ### END SOLUTION
