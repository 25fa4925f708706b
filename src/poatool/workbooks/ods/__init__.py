"""OpenDocument spreadsheets (.ods, .ots, .fods), read as sparsely and with the same limits as Excel's."""
