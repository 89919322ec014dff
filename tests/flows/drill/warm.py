"""Imported by the fork server before it forks: all that children share."""

from flows.stages import notify, passes
from tests.flows.drill.child import bench

assert passes
assert notify
bench()
