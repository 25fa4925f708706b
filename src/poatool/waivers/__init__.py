"""Waivers: findings accepted with a reason, in a file beside the submissions."""
