"""The closing report of a plan: as pages, as a Word document, and as a machine document."""
