"""Tests of flows.scoring."""
