"""Lists of what every implementation of an interface must do."""
