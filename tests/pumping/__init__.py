"""Every pattern that reads what a stranger wrote, pumped with long strings made of its own parts."""
