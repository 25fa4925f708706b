"""Excel workbooks (ECMA-376), read sparsely and with the same limits as all others."""
