"""A package, so that its modules may be named as those of tests/scratch are."""
