"""A folder for one plan: where its files are, and those that the coordinator or poatool keeps in it."""
