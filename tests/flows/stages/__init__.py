"""Tests of `flows/stages`."""
