"""Tables of updates: their headings, and what becomes of each row below them."""
