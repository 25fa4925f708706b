"""UPD: what an update says."""
