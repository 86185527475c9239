"""What a pull request shows, a module each: what it should show, what it shows now, the writes between the two."""
