"""The stages of a pass in plain Python: what the Prefect flows, the command line and the tests all call."""
