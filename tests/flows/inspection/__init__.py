"""Tests of `flows/inspection`."""
