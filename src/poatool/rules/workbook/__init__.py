"""WBK: whether the workbook can be read, and whether all of it is what it seems."""
