"""What must not be in sight in lesson decision_trees before its cell has run, by prediction."""

ANSWERS = {
    "how many are at most 20 cm long": ["22 animals", "about 20: 22", "most of the animals are longer"],
    "90 animals and 35 fruits: is the impurity": ["0.40", "nearest to 0.4", "0.403"],
    "be called by its majority. Will it make fewer errors": ["28 errors", "28, the small animals", "longer than 31 cm"],
    "both sides have more animals than fruits": ["flat ends", "as without a question", "the staircase is flat"],
    "Will the mouse, 8.5 cm and 20 g": ["wrongly for the mouse", "the mouse ends", "mouse among the fruits"],
    "has the part that is left after three answers": ["one rectangle", "the rectangle", "every leaf of the tree is"],
    "what does our tree call a raisin": ["an animal, for sure", "showed it a raisin", "raisin is an animal"],
    "How many questions does *our* tree hold": ["grown greedily", "20 questions", "21 leaves"],
    "at which depth is the cross-validated": ["depth 5", "depths 4 to 6"],
    "against the twenty.": ["beats the line", "worth many questions", "a good column"],
    "At a price of 1.2 rows, 7 leaves are left": ["as good as depth 5", "lower: 0.15", "pruning helps"],
    "for how many of the 125 rows will they": ["for none", "does not care", "only the *order*"],
    "which column has the best next question": ["fill has the best", "*fill*: how", "greenness is the poorest"],
    "do these four lower the cross-validated error": ["higher with six", "as much harm", "fit the train rows by luck"],
    "in how many of 200 such trees": ["nervous", "in about half;", "one row in nine"],
    "the blue whale is 25 m long and weighs 110 t": ["half a ton", "cannot extrapolate", "its last stair"],
    "will all its thresholds be ours": ["they are; its", "the same thresholds", "equal thresholds"],
}
