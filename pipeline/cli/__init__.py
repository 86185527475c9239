"""The command line: one file a command. Only here are arguments read, texts printed, exit codes known."""
