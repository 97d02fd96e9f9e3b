"""DO: one activity per module, one step per function; session first, never a commit."""
