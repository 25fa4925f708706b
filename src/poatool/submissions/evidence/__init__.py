"""What headings suggest and what cells show: the evidence for what a column holds."""
