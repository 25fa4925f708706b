"""What must hold between the parts of a framework: each module a subject, each function a check of a loaded file."""
