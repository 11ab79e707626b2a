"""Right answers to each exercise that are written differently."""
