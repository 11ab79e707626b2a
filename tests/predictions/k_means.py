"""What must not be in sight in lesson k_means before its cell has run, by prediction."""

ANSWERS = {
    "in how many of the 18 half-steps will the inertia go up?": ["never goes up", "in none", "went up: 0"],
    "out of ten random starts, how many end with a center in each village?": ["six", "6 of 10", "57 %"],
    "Which reaches the lowest more often": ["all ten fail", "best of ten wins", "more starts help more"],
    "which fruits will lie above the line": ["the watermelon alone", "above are the large"],
    "Will that make fewer errors": ["thirty-five", "35 as well", "as many as without looking"],
    "in how many of the three will k-means find the groups that you see?": ["costs *less*", "takes a tip", "83 %"],
    "Will its best silhouette be about zero, or clearly more?": ["always answers", "0.42", "about half of"],
    "how many of the ten centers will you be able to read": ["a little blurred", "digit again", "one can read them"],
    "which share of the 1,797 digits then has the right name": ["79 %", "79.1", "four of five digits"],
    "which is the first palette that holds a red?": ["red has to wait", "sixteen", "16 colors are needed"],
    "from the same start, will the groups be the same": ["the same, down to", "exactly ours"],
}
