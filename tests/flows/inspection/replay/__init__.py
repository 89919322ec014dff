"""Replays of archives."""
