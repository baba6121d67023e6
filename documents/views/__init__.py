"""Pages and the fragments in them."""
