"""How a sheet is laid out: its heading rows, columns, rows, tables and forms."""
