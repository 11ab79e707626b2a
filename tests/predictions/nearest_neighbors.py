"""What must not be in sight in lesson nearest_neighbors before its cell has run, by prediction."""

ANSWERS = {
    "Who resembles that most: gorilla": ["the seal is", "a seal", "the seal: its"],
    "will that thing have more animals or more fruits": ["more fruits:", "four fruits", "owl"],
    "Will the vote go from animal to fruit": ["heavy fruits", "from animal to fruit. ", "means fruit"],
    "how many of the 85 are wrong": ["none of the 85", "finds itself", "the thing itself"],
    "At which $k$ is the": ["$k = 3$: two", "outvote", "gone at 3"],
    "at which $k$ is the cross-validated error lowest": ["At $k = 5$.", "usually 3", "lowest at 5"],
    "errs on 11 of the 40 sealed rows": ["on seven", "7 of 40", "seven of forty"],
    "Now the blue whale: 25 m": ["cannot leave what was seen", "never leaves", "less than 41 t"],
    "how many answers change?": ["only a shift", "no answer changes", "none of the answers"],
    "which of the four makes the fewest errors": ["standardized logarithms", "not the whale", "fewest by logarithms"],
    "How many remain: about 50, 25 or 5": ["five remain", "the same ones", "5 wines"],
    "with *one* column of noise": ["nearly doubles", "0.21", "twice as many errors"],
    "Does the nearest one stay near": ["it follows", "almost equally far", "moves away as well"],
    "how many will they misread": ["ninety-eight", "about seven", "98 %"],
    "what does `lazy` say afterwards": ["still 1", "its own `answer`", "an answer of its own"],
    "From how many rows did the model behind it learn": ["from all 85:", "fitted once more", "refit"],
}
