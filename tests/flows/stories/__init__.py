"""Tests of flows.stories."""
