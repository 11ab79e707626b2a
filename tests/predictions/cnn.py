"""What must not be in sight in lesson cnn before its cell has run, by prediction."""

ANSWERS = {
    "one is labeled *Pullover*, the other *Shirt*": ["A is the", "A is labeled", "B is labeled"],
    "In which mode does its result depend on the company": ["in training mode.", "depends on who else is asked"],
    "What share of the pooled block's multiplications": ["less than half:", "49 places", "602,112"],
    "Has this one more, or fewer": ["95,402", "slightly fewer", "three quarters of them in the third"],
    "How many of the eight are right then": ["not all:", "8 of 8", "lag behind"],
    "What will this one reach": ["92", "93 %"],
    "does the second look change the class": ["two in a hundred change", "become right than wrong"],
    "will the test accuracy be higher": ["lower: in this run", "hardly five", "91.9 %", "too kind"],
    "will you find your edge detectors among them": ["one or two stand", "red side against a blue"],
    "Which class will have the second largest": ["the sneaker", "a shoe to the network"],
    "in which block will you have a word": ["in the third you can say", "trouser legs"],
    "where does the square hurt most": ["where the toe meets", "sole may go"],
    "which class has the palest square": ["the shirt, by far", "shirts above all"],
    "write down 12 verdicts": ["*it* got wrong", "slip of somebody's hand"],
    "on how many of the twelve do more of them": ["the witness mostly sides", "sides with the network"],
    "how many in a hundred agree with the label": ["more than 99", "99 in a hundred", "promises less than it keeps"],
    "which is missed most": ["their fall and", "flips hardly", "pools would have been", "half of its lead"],
    "How large": ["a millionth of a millionth", "more than a tenth", "1e-12"],
    "which is second best": ["second, lesson 17's", "lightning is second", "by more than three points"],
}
