"""What named roles settled, from decisions.yaml and files of waivers: read, checked, and applied."""
