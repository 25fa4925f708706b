"""File formats: read any spreadsheet into a Workbook, within limits; write new workbooks; edit those that were sent."""
