"""How a reference to actions is read: cleaning, the index of spellings, scanning, titles, dates, suggestions."""
