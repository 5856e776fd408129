"""What tests/lessons/make is made of."""
