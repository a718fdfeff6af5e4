"""The portal's own pages on the way of an application: "may it?", and what stands there when it may not. Pure HTML."""

from collections.abc import Iterable
from html import escape

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --line: #c9d1d9; --card: #fff; --back: #eef2f4; --ink: #1f2933; --go: #0b66c3; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --line: #46505a; --card: #22282e; --back: #15191d; --ink: #e6eaee; --go: #1f7fe0; }}
}}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }}
main {{ background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 32px; margin: 16px;
  max-width: 30rem; }}
h1 {{ font-size: 1.35rem; line-height: 1.3; margin: 0 0 12px; }}
label {{ display: block; margin: 20px 0 6px; font-weight: 600; }}
select, button {{ font: inherit; padding: 9px 14px; border-radius: 8px; border: 1px solid var(--line);
  background: var(--card); color: inherit; }}
select {{ width: 100%; }}
.answer {{ display: flex; gap: 12px; margin-top: 28px; }}
button[value=allow] {{ background: var(--go); border-color: var(--go); color: #fff; font-weight: 600; }}
</style>
</head>
<body><main>
{body}
</main></body>
</html>
"""

_ASK = """<h1>{application} wants to work in {portal}</h1>
<p>It will see and change what the person below may see and change: {scopes}.</p>
<form method="post" action="/oauth/authorize/">
<input type="hidden" name="client_id" value="{client_id}">
<input type="hidden" name="state" value="{state}">
<label for="user">On whose behalf?</label>
<select id="user" name="user_id">
{people}
</select>
<div class="answer">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</div>
</form>"""


def ask(
    people: Iterable[tuple[int, str]], *, application: str, portal: str, scopes: str, client_id: str, state: str
) -> str:
    """The page that asks a person. `people` are those who may be chosen, by number and name."""
    listed = "\n".join(f'<option value="{number}">{escape(name)}</option>' for number, name in people)
    told = {"application": application, "portal": portal, "scopes": scopes, "client_id": client_id, "state": state}
    body = _ASK.format(people=listed, **{name: escape(text) for name, text in told.items()})
    return _page(f"{application} – {portal}", body)


def stop(title: str, text: str) -> str:
    """A page that leads nowhere: a portal never sends the browser back when nobody was let in."""
    return _page(title, f"<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>")


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=escape(title), body=body)
