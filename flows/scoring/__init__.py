"""From rule hits and probabilities to assessments, from a story's assessments to decisions and alerts."""
