"""Ways to observe answers made with PyTorch and Lightning: loops, modules, data sets, and what is left behind."""
