"""The portal in miniature, tested as what it is: a process that speaks HTTP."""
