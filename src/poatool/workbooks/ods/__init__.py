"""OpenDocument spreadsheets (.ods, .ots, .fods), read as sparsely and within the same limits as Excel's."""
