"""Tests of `rules/matching`."""
