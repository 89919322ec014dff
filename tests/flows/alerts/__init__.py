"""Tests of flows/alerts."""
