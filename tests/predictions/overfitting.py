"""What must not be in sight in lesson overfitting before its cell has run, by prediction."""

ANSWERS = {
    "mean squared error of the truth itself": ["costs even those who know", "0.085", "error of about 0.09"],
    "its error on a thousand *new* points of the same curve": ["210 billion", "2.1e+11", "out of the picture"],
    "which degree comes closest to the truth": ["degree 6", "about right"],
    "does the train error ever rise with the degree": ["never rises", "only falls", "can only fall"],
    "and the error on new points? Draw it in the air": ["turns round", "U curve", "lowest at degree 5"],
    "which curves will all be wrong in the same places": [
        "those of degree 1. ",
        "in its own way",
        "wrong in the same way",
    ],
    "Is its error mostly bias²": ["bias goes away", "none left to lose"],
    "which of the degrees from 0 to 9 would have won": ["the highest, always", "degree 9 wins"],
    "At the highest price, $10^3$, what does the curve look like": ["at the mean of", "flat", "horizontal"],
    "to the left of the best price": ["freedom is cheap", "too cheap overfits", "a U again"],
    "is the validation loss lowest after about 10": ["839", "some hundred steps", "300 to 3,600"],
    "whose validation error will be too good on average": [
        "the winner's alone",
        "by about a sixth",
        "flatters",
        "a tenth *worse*",
    ],
    "which of the two will be better, degree 1 or degree 9": ["nine powers are tame", "a line stays a line"],
    "On how many will it be right": ["seventeen", "17 of 20", "85 %"],
    "which step has seen the answers of the test rows": ["the very first", "got *all* the coins", "before the split"],
    "on what share is the model right on average": ["82 %", "it was no luck", "it is the mean"],
    "on the last of the three hundred: will it predict the coins": ["it will not", "40 %"],
    "which price will it choose": ["0.001", "same price"],
}
