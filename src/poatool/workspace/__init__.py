"""A folder for one plan: where things lie in it, and what is kept there by hand and by poatool."""
