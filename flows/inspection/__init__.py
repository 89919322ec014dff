"""Answers about the watch that change nothing."""
