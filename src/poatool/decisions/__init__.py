"""Read, check and apply the decisions that named roles make in decisions.yaml and files of waivers."""
