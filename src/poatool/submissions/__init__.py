"""What an agency sent: a workbook's sheets read as tables of updates, every row accounted for."""
