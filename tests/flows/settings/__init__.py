"""Tests of `flows/settings`."""
