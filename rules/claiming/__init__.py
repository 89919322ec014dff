"""Reading a claim: who says so, how certain, which way."""
