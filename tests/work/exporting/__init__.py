"""Files for other programs: each is read back by another reader than the one that wrote it."""
