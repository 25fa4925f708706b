"""Excel workbooks (.xlsx, .xlsm, .xltx, .xltm; Transitional or Strict), ECMA-376 part 1."""
