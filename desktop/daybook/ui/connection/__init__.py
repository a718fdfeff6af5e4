"""The workspace of connections: which portals there are, and the form that connects another one."""
