"""Everything that is counted: what was found, what is published, what is missing. Nothing here knows a format."""
