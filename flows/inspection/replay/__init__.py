"""What a replay needs to be read, and how its figures are shown."""
