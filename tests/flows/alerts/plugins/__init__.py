"""Tests of flows/alerts/plugins."""
