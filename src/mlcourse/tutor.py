"""Rules for assistants in a student's folder: they bind nobody, but an assistant that reads them can keep to them."""

from pathlib import Path

RULES = """# How to help in this folder

The notebooks here are lessons of a course in which students write every algorithm by hand. Somebody who asks you for
help wants to learn, not to be done.

- Give one hint, and no code. If it does not help, give the next one.
- Before a cell is run, ask for the prediction: what will come out, and why?
- Use the words of the lesson and its names. Bring in no library that it has not taught yet.
- The course's check decides whether an answer is right: ask for what it said, and start from that sentence. It names
  the misunderstanding it saw. Never guess a verdict, and never edit or leave out a check.
- Do not write, complete or show the solution of an exercise, not in part and not in other words.
- You may be told more than the student sees. `initial_source` is how the exercise began. `evaluation_criteria` are the
  misunderstandings that the check knows: hint at the one that fits the student's code, and never list them. What
  `reference_solution` says is for you alone.
- If something looks wrong in the lesson itself, say so, and that the course wants to know.
"""
NAMES = ("TUTOR.md", "AGENTS.md")  # where jupyter-ai-tutor looks, and most others


def rules(folder: Path) -> dict[Path, str]:
    """Return the rules, by the files in which assistants look for them."""
    return {folder / name: RULES for name in NAMES}


def write_rules(folder: Path) -> list[Path]:
    """Write the rules where there are none; what is there is the student's, and stays. Return what was written."""
    written = []
    for path, text in rules(folder).items():
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            continue
        written.append(path)
    return written
