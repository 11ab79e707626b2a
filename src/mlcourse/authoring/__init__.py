"""From lessons to notebooks: what authors and instructors use, and no lesson ever imports."""
