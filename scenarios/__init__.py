"""What a user may change: regimes, reforms, packages and places, and the loaders that check them."""
