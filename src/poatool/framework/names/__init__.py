"""Recognise names of agencies and statuses as people write them."""
