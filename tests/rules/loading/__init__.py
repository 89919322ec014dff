"""Tests of `rules/loading`."""
