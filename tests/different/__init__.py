"""Right answers to the exercises that are written in another way than the course's: one module a lesson."""
