"""Read what agencies sent: turn the sheets of a workbook into tables of updates, and account for every row."""
