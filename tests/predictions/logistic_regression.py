"""What must not be in sight in lesson logistic_regression before its cell has run, by prediction."""

ANSWERS = {
    "Which of them will be on the wrong side?": ["the mouse is wrong", "below the threshold", "wrong: mouse"],
    "How many errors does it make?": ["five", "5 of 12", "fruits are animals now"],
    "About what is its squared error?": ["529", "23 squared", "about 500"],
    "how many errors does the whale add?": ["tames this whale", "watermelon, before and after", "no error"],
    "are the odds nearer to": ["twenty to one", "20/21", "some 20 are animals"],
    "What does $-2$ give?": ["0.12", "the same certainty"],
    "Where does the curve below cross one half": ["always at 35 cm", "stays at 35 cm", "does not move"],
    "which costs more: one answer at 1 %": ["4.61", "1/64", "is more expensive"],
    "which costs least: hardly sure": ["the middle one", "the mouse sees to that", "fairly sure costs least"],
    "which of the two costs is the steeper": ["*flat*", "learning stalls", "keeps pulling"],
    "after the first step, is $b$ above 0": ["the mean of $p - y$", "turns round", "hold the fruits down"],
    "How hard does it pull at the sigmoid's": ["not at all", "notice it", "no error left"],
}
