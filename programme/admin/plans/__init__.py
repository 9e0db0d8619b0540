"""Plans: what a change of many sessions would make of them, shown before it is made."""
