"""Proofs for agencies: the document, and the workbook for their comments."""
