"""Draft framework files from published plans."""
