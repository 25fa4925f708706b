"""Read references to actions as people write them: `1, 3 and 5`, `Action 26`, an action's own text."""
