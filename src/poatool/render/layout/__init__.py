"""How a workbook is read: on the screen, as a machine document, and as a declaration to copy."""
