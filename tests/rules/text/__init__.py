"""Tests of `rules/text`."""
