"""How the example submissions are made out of the texts beside them."""
