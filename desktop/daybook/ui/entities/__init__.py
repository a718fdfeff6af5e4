"""The workspace of deals, leads, contacts and companies: the list, the timeline of one, the editor."""
