"""What people may tell the bot in a comment, who may, and what comes of it."""
