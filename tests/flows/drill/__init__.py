"""Drills: the watch killed at any moment, on real parts."""
