"""What a class misunderstood, from the verdicts that its notebooks keep: this only reads."""
