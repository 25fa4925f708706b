"""Old Excel workbooks (.xls, .xlt), read by xlrd in a child process."""
