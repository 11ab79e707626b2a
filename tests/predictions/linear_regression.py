"""What must not be in sight in lesson linear_regression before its cell has run, by prediction."""

ANSWERS = {
    "which mass will the best straight line give the ant": ["float away", "52 of 90", "minus four tons"],
    "in which of its four corners stands the number of animals": ["bottom right", "lower right", "meet the ones"],
    "Which angle do residual and dashed line form": ["right angle", "right angles", "perpendicular"],
    "above 0, below, or 0?": ["zero, as for both", "is zero", "the whole plane"],
    "Which slope would *they* have": ["slope 3", "slope of 3", "near 3"],
    "what is the snake's residual?": ["$-2$", "minus two", "two powers of ten"],
    "on which side of the line will the snail lie": ["tape measure", "thirteen times", "below the line"],
    "as a factor, is that 1.05": ["factor of three", "factor of 3", "some three"],
    "will its $R^2$ be below 0": ["0.84", "R² above 0.8", "gets less"],
    "will $R^2$ be higher, the same, or lower": ["much lower", "less variation", "0.62"],
    "whose line has the higher $R^2$": ["The animals'.", "animals have the higher", "0.52"],
    "what happens to $R^2$": ["stays the same", "equally good", "R² does not change"],
    "would it fit among all the data": ["twenty such years", "twenty years", "would not fit"],
    "Which walk comes nearer to the solution's": ["columns of one scale", "do not arrive", "The one on one scale"],
}
