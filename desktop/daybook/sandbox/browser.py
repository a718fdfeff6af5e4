"""What a person's browser sees of the portal: the page that asks about an application, and pictures of people."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from daybook.sandbox import consent, oauth, portraits, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.portal import Portal
from daybook.sandbox.wire.request import read_parameters

MOST_PEOPLE = 50


class Browser:
    """The pages of one portal."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/oauth/authorize", self._ask, methods=["GET"]),
            Route("/oauth/authorize/", self._ask, methods=["GET"]),
            Route("/oauth/authorize/", self._decide, methods=["POST"]),
            Route("/portraits/{user_id:int}.svg", self._portrait, methods=["GET"]),
        ]

    async def _ask(self, request: Request) -> Response:
        """Asks whether an application may work here; nobody has to sign in, any person may be chosen."""
        client_id, state = (request.query_params.get(name, "") for name in ("client_id", "state"))
        with self._portal.database.transaction() as db:
            app = oauth.application(db, client_id)
            if app is None:
                return _stop("This application is not known", "Check its client id in the portal's list.", 404)
            rows = db.execute("SELECT * FROM user WHERE ACTIVE ORDER BY ID LIMIT ?", (MOST_PEOPLE,)).fetchall()
        people = [(row["ID"], _person(row["NAME"], row["LAST_NAME"], admin=bool(row["ADMIN"]))) for row in rows]
        scopes = ", ".join(app["scopes"].split())
        portal = self._portal.home.host
        page = consent.ask(
            people, application=app["title"], portal=portal, scopes=scopes, client_id=client_id, state=state
        )
        return HTMLResponse(page, headers=consent.HEADERS)

    async def _decide(self, request: Request) -> Response:
        """The answer of the page above. Whoever denies stays here: a portal sends nobody back without a code."""
        try:
            given = await read_parameters(request)
        except ApiError:
            given = {}
        client_id, state, decision = (values.as_text(given.get(name)) for name in ("client_id", "state", "decision"))
        if decision != "allow":
            return _stop("The application was not let in", "Nothing has changed. You may close this page.")
        with self._portal.database.transaction() as db:
            app = oauth.application(db, client_id)
            user_id = values.as_int(given.get("user_id", 1))
            known = db.execute("SELECT 1 FROM user WHERE ACTIVE AND ID = ?", (user_id,)).fetchone()
            if app is None or known is None or user_id is None:
                return _stop("This application is not known", "Check its client id in the portal's list.", 404)
            address = oauth.allow(db, self._portal.home, app, user_id, now_s=self._portal.clock.now_s(), state=state)
        return RedirectResponse(address, 302, headers={"Cache-Control": "no-store"})

    async def _portrait(self, request: Request) -> Response:
        """A user's picture: initials on a colour of their own."""
        with self._portal.database.transaction() as db:
            picture = portraits.draw(db, request.path_params["user_id"])
        if picture is None:
            return Response(status_code=404)
        return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


def _person(name: str, last_name: str, *, admin: bool) -> str:
    return f"{name} {last_name} ({'administrator' if admin else 'plain user'})"


def _stop(title: str, text: str, status: int = 200) -> Response:
    return HTMLResponse(consent.stop(title, text), status, headers=consent.HEADERS)
