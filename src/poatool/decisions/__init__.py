"""Read, check and apply the decisions of named roles, from decisions.yaml and files of waivers."""
