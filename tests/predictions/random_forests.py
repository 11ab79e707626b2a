"""What must not be in sight in lesson random_forests before its cell has run, by prediction."""

ANSWERS = {
    "in how many of ten thousand cases is the majority right": ["nearly all", "almost always", "99.9 %"],
    "if each judge is right only 45 % of the time": ["a majority exaggerates", "become worse", "0.16"],
    "if half of the verdicts are gossip": ["gain is lost", "follows the rumor", "tips the vote"],
    "which share of a thousand rows gets into the sample": ["63 %", "0.63", "nearly two thirds"],
    "What will the fifty reach together": ["about 90 %", "crowd beats each", "91 %"],
    "How many different ones do the fifty trees ask about *first*?": ["only eight", "8 different", "loud columns"],
    "with 8 columns instead of 64, each tree gets worse": [
        "forest is better",
        "vote is better",
        "less alike, and better",
    ],
    "three grades for the forest with 8 columns": ["train grade flatters", "comes near the test grade"],
    "Will the error turn round with more *trees*?": ["does not turn round", "levels off", "take out luck"],
    "will the map still have steps?": ["still steps", "many and small", "small steps"],
    "the seventh column knows nothing": ["as much as redness", "always looks good"],
    "how long is the bar of the random numbers": ["about zero, within luck", "worth nothing now"],
    "Where does that cost more": ["price is much smaller", "own way", "bagging overfits"],
    "will $R^2$ rise all the way": ["too many overfit", "adds freedom", "it rises, then falls"],
    "On which share of them will the library": ["about 95 %", "94.6", "doubtful digits"],
    "and on the two columns of the table": ["little to differ by", "0.82", "too close to call"],
    "what is an animal to a forest that knows four things": ["means *large*", "something large", "a large thing"],
    "a snail is 3.2 cm long and weighs 11 g": ["snail *is* a fruit", "snail is a fruit", "snail is never"],
}
