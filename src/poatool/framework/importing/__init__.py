"""Drafts of framework files, made from published plans."""
