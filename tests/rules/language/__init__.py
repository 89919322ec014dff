"""Tests of `rules/language`."""
