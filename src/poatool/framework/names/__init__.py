"""Names of agencies and statuses as people write them."""
