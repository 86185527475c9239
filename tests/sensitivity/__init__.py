"""One planted fault at a time on each example study: who answers, where, and what else moves."""
