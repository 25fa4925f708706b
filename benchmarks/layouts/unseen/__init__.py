"""Layouts written by somebody who has not seen how a sheet is read: a held-out set, not to be tuned on."""
