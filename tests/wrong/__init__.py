"""Wrong answers that a check must refuse, by lesson: some of them once passed."""
