"""UPD: faults in the content of an update."""
