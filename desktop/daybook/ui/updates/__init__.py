"""New versions of Daybook: a word in the status line, and the card on which a person says whether she wants it."""
