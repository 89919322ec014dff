"""The service: passes on schedule, with Prefect's schedule and server or without."""
