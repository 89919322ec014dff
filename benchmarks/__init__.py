"""Measurements that anyone can run; benchmarks/README.md holds the figures with their commands."""
