"""Text before any rule: folding, words, scripts, sentences."""
