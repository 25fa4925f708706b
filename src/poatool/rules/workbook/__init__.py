"""WBK: whether the workbook can be read, and whether anything in it is hidden, lost or misread."""
