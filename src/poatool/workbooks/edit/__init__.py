"""Change files that were sent: only the bytes that must change, verified by reading the result again."""
