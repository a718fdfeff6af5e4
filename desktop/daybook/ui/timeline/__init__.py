"""The timeline of one item as the portal draws it: rows, what each card says, where it stands, how it is painted."""
