"""The pull-request bot: what a pull request should show, what it shows, and the writes between the two."""
