"""Rules against a sentence."""
