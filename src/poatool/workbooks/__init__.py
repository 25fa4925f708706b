"""File formats: read any spreadsheet into a Workbook, within limits; write new ones; edit those that were sent."""
