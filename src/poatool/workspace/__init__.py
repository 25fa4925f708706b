"""A folder for one plan: where its files lie, and the files that the coordinator or poatool keeps in it."""
