"""Any spreadsheet file as sheets of cells. Nothing here knows what an agency or an action is."""
