"""What a user can do, one module an intention; given store and clock, returning frozen views."""
