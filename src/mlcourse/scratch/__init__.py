"""The hand-coded algorithms, exactly as the lessons taught them, for later lessons to reuse."""
