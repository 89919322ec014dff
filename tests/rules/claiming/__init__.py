"""Tests of `rules/claiming`."""
