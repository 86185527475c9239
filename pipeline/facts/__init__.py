"""Facts: what the text of a study says, typed and with its place. Pure; knows no rubric."""
