"""Tests of the classifier library."""
