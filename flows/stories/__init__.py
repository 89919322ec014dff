"""Which reports tell of the same event, how many independent origins they have, and what is new in them."""
