"""Count everything: findings, published updates and gaps. Nothing here depends on an output format."""
