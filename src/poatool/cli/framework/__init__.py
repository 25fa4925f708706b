"""`poatool framework`: look into, query, check, import and edit plans."""
