"""What must not be in sight in lesson pca before its cell has run, by prediction."""

ANSWERS = {
    "here is one of them, as numbers": ["a 4", "a four"],
    "draw a thread from an animal": ["right angle", "right angles", "perpendicular"],
    "At which angle will the least be": ["71", "70°", "near 70"],
    "What happens to the sum while the line turns": ["it stays", "does not change", "at every angle"],
    "At which angle will $v$ stop turning": ["71.1", "the grid's best angle", "the best angle again"],
    "for 90 animals with two columns": ["90 by 2", "2 by 2", "(90, 2)", "of the diagonal"],
    "three pixels are blank in all": ["61"],
    "which of `components` will the strongest": ["component 2", "number two", "the second component"],
    "here is one that you have not seen": ["a 5", "a five"],
    "from how many numbers on can you read": ["at twenty", "twenty numbers", "at ten numbers"],
    "think of where the ink is": ["both have ink", "5 and 8 are the nearest", "4.9"],
    "draw the curve of the error from 64 numbers": ["about 15", "lesson 07's U", "loses too much"],
    "with 2 numbers instead of 64": ["as good as all 64", "nine times in ten", "61 %"],
    "take all six columns as they are": ["mass alone", "grams, the whales"],
    "will the best threshold on the *second*": ["fifteen", "15 errors", "tells more"],
}
