"""What the studies of this repository quote, measured again; the studies name the commands."""
