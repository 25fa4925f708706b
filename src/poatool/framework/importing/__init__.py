"""Drafts of framework files, made from what others published."""
