"""Many changes by Daybook, and the same by clients that others wrote, each on a portal of its own: `tests.bench.bulk`.

Each client is a script `by_NAME` in a process of its own. It is given the path of a JSON file, {"webhook", "rows":
[[id, owner type, owner id]], "deadline", "operating_limit_s", "scale", "home"}, and prints one line of JSON last:
{"seconds", "done": [ids], "failed": [ids], "problem": text}, which is all that it can tell whoever called it.
"""
