"""Older workbooks (.xls, .xlsb), read by libraries of others in a process of its own."""
