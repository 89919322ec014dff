"""Tests of flows.listed."""
