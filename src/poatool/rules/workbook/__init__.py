"""WBK: whether the workbook can be read, and what in it is not as it seems."""
