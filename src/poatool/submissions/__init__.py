"""Read what an agency sent: the sheets of a workbook become tables of updates, and every row is accounted for."""
