"""What must not be in sight in lesson what_is_machine_learning before its cell has run, by prediction."""

ANSWERS = {
    "of an animal and a fruit of the same length": ["mostly the fruit", "heavy for their length", "fruit is heavier"],
    "which of the two makes fewer errors": ["both 35", "as many errors as", "equally many"],
    "which tells animals from fruits better, the mass or the length": ["21 cm", "25 errors", "the length does"],
    "can such a line make fewer errors than the better one": ["15 are wrong", "15 errors", "fewer than 25"],
    "Will its two groups be the animals and the fruits": ["not the animals and the fruits", "the light and the heavy"],
    "how many of the 125 does it get wrong": ["not a single one", "no errors", "all 125 right"],
    "what does the blue part look like for the rule": ["islands", "island", "sea of animal"],
    "if a rule beats you, it would still be unfair": ["you had never seen", "had seen them", "made from them"],
    "is it better than the lazy rule on the": ["calls them all animals", "lazy on test", "as good as the lazy rule"],
    "does the limit beat the lazy rule in all of the hundred": ["two of three", "far from all", "64 won"],
}
